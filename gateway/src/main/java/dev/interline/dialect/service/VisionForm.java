package dev.interline.dialect.service;

import dev.interline.bytes.Json;
import dev.interline.bytes.Multipart;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Images and what is asked of them: {@code {"images": [{"url" | "base64", "detail"}], "prompt"}}, or a form with files.
 * Whatever else a chat completion has (max_tokens, temperature, provider, ...) goes along.
 */
public record VisionForm() implements Form {
    private static final int MOST = 32;
    private static final Set<String> DETAILS = Set.of("auto", "low", "high");
    private static final Set<String> OWN = Set.of("images", "image", "prompt", "detail", "system");

    @Override
    public ObjectNode chat(Body body) {
        var parts = Json.mapper().createArrayNode();
        parts.addObject().put("type", "text").put("text", body.text("prompt"));
        JsonNode images = body.fields().has("images") ? body.fields().get("images") : body.fields().path("image");
        if (images instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                image(list.get(i), "images[" + i + "]", body, parts);
            }
        } else if (!images.isMissingNode() && !images.isNull()) {
            image(images, body.fields().has("images") ? "images" : "image", body, parts);
        }
        for (Multipart.Part file : body.files()) {
            picture(Pictures.dataUrl(file.content(), file.name()), detail(body.fields().path("detail"), "detail"),
                    parts);
        }
        if (parts.size() == 1) {
            throw Body.wrong("images", "missing; expected at least one image, such as [{\"url\": \"https://...\"}],"
                    + " or a form with files");
        }
        if (parts.size() > MOST + 1) {
            throw Body.wrong("images", "has " + (parts.size() - 1) + " images; at most " + MOST + " are allowed");
        }
        return Requests.of(body, OWN, parts);
    }

    private static void image(JsonNode image, String path, Body body, ArrayNode parts) {
        String detail = detail(image.path("detail").isMissingNode() ? body.fields().path("detail")
                : image.path("detail"), path + ".detail");
        if (image.isString()) {
            picture(address(image.asString(), path), detail, parts);
        } else if (image.path("url").isString()) {
            picture(address(image.path("url").asString(), path + ".url"), detail, parts);
        } else if (image.path("base64").isString() || image.path("data").isString()) {
            String name = image.path("base64").isString() ? "base64" : "data";
            picture(encoded(image.path(name).asString(), path + "." + name), detail, parts);
        } else {
            throw Body.wrong(path, "expected an address, or an object with \"url\" or \"base64\"");
        }
    }

    private static void picture(String url, String detail, ArrayNode parts) {
        var part = parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
        if (!detail.isEmpty()) {
            part.put("detail", detail);
        }
    }

    private static String detail(JsonNode detail, String path) {
        if (detail.isMissingNode() || detail.isNull()) {
            return "";
        }
        if (!detail.isString() || !DETAILS.contains(detail.asString())) {
            throw Body.wrong(path, Body.shown(detail.toString()) + " is not allowed; expected one of auto, low, high");
        }
        return detail.asString();
    }

    /** An address on the web or a data URL; plain Base64 is taken for what it is. */
    private static String address(String text, String path) {
        String scheme = text.substring(0, Math.min(text.length(), 8)).toLowerCase(Locale.ROOT);
        if (scheme.startsWith("https://") || scheme.startsWith("http://")) {
            return text;
        }
        return encoded(text, path);
    }

    private static String encoded(String text, String path) {
        if (text.startsWith("data:image/") && text.contains(";base64,")) {
            return text;
        }
        try {
            return Pictures.dataUrl(Base64.getMimeDecoder().decode(text), path);
        } catch (IllegalArgumentException e) {
            throw Body.wrong(path,
                    Body.shown(text) + " is not allowed; expected https://..., data:image/... or Base64");
        }
    }
}
