package dev.interline.dialect.service;

import dev.interline.bytes.Json;
import dev.interline.bytes.Multipart;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request body, whether it is JSON or a form with files.
 *
 * @param fields its members; of a form those parts that are no files, with numbers, booleans and JSON read as such where a
 *        chat completion has them
 * @param files the parts of a form that are files
 */
public record Body(ObjectNode fields, List<Multipart.Part> files) {
    private static final int SHOWN = 60;
    /** What a form's text means as a number, a boolean or JSON; all else is text. */
    private static final Set<String> TYPED = Set.of("temperature", "top_p", "top_k", "min_p", "max_tokens",
            "max_completion_tokens", "seed", "frequency_penalty", "presence_penalty", "repetition_penalty", "provider",
            "models", "reasoning", "response_format", "stop", "images");

    static Body read(byte[] body, int length, Headers headers) {
        Optional<String> type = headers.first("content-type");
        return Multipart.is(type) ? form(body, length, type.orElseThrow()) : new Body(json(body, length), List.of());
    }

    private static ObjectNode json(byte[] body, int length) {
        try {
            if (Json.mapper().readTree(body, 0, length) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Rejected(Problem.invalid("The body is not valid JSON: " + e.getOriginalMessage()));
        }
        throw new Rejected(Problem.invalid("The body must be a JSON object, or multipart/form-data"));
    }

    private static Body form(byte[] body, int length, String type) {
        var fields = Json.mapper().createObjectNode();
        var files = new ArrayList<Multipart.Part>();
        try {
            for (Multipart.Part part : Multipart.parse(body, length, type)) {
                if (part.file().isPresent()) {
                    files.add(part);
                } else {
                    field(fields, part.name(), part.text());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Rejected(Problem.invalid("The multipart body " + e.getMessage()));
        }
        return new Body(fields, List.copyOf(files));
    }

    private static void field(ObjectNode fields, String name, String text) {
        if (TYPED.contains(name)) {
            try {
                fields.set(name, Json.mapper().readTree(text.strip()));
                return;
            } catch (JacksonException e) {
                // Text where something else belongs is told by whoever reads the field.
            }
        }
        fields.put(name, text);
    }

    /** A text that must be there. */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "missing; expected a text"));
    }

    Optional<String> optionalText(String name) {
        var value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(name, shown(value.toString()) + " is not allowed; expected a text");
        }
        return Optional.of(value.asString()).filter(text -> !text.isBlank());
    }

    Optional<BigDecimal> number(String name) {
        var value = fields.path(name);
        return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
    }

    static Rejected wrong(String path, String why) {
        return new Rejected(Problem.invalid(path + ": " + why).with("param", path));
    }

    static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }
}
