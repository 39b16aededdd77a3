package dev.interline.dialect.service;

import dev.interline.bytes.Json;
import dev.interline.bytes.Multipart;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recording to be transcribed, or to be asked about: {@code {"audio": {"data", "format"}, "prompt"}} with Base64 data, or a
 * form with a file.
 */
public record AudioForm() implements Form {
    private static final List<String> FORMATS = List.of("wav", "mp3", "aiff", "aac", "ogg", "flac", "m4a", "pcm16",
            "pcm24");
    private static final Set<String> OWN = Set.of("audio", "file", "prompt", "format", "task", "language", "system",
            "base64", "data");
    private static final String TRANSCRIBE =
            "Transcribe this recording word for word. Answer with the transcript and nothing else.";

    @Override
    public ObjectNode chat(Body body) {
        var parts = Json.mapper().createArrayNode();
        parts.addObject().put("type", "text").put("text", question(body));
        var audio = parts.addObject().put("type", "input_audio").putObject("input_audio");
        if (!body.files().isEmpty()) {
            Multipart.Part file = body.files().getFirst();
            if (body.files().size() > 1) {
                throw Body.wrong(body.files().get(1).name(), "expected one recording, not " + body.files().size());
            }
            audio.put("data", Base64.getEncoder().encodeToString(file.content()));
            audio.put("format", format(body.optionalText("format").or(() -> extension(file)), "format"));
        } else {
            recording(body, audio);
        }
        return Requests.of(body, OWN, parts);
    }

    private static void recording(Body body, ObjectNode audio) {
        JsonNode said = body.fields().path("audio");
        String data;
        String path;
        if (said.isObject()) {
            path = said.has("base64") ? "audio.base64" : "audio.data";
            data = said.path(said.has("base64") ? "base64" : "data").asString("");
        } else {
            path = said.isString() ? "audio" : body.fields().has("base64") ? "base64" : "data";
            data = body.fields().path(path).asString("");
        }
        if (data.isEmpty()) {
            throw Body.wrong("audio",
                    "missing; expected {\"data\": Base64, \"format\": \"mp3\"}, or a form with a file");
        }
        Optional<String> told = Optional.ofNullable(said.path("format").asString(null)).or(() -> body.optionalText(
                "format"));
        if (data.startsWith("data:audio/")) {
            int comma = data.indexOf(',');
            told = told.or(() -> Optional.of(data.substring("data:audio/".length(), comma).split(";", 2)[0]));
        }
        String plain = data.substring(data.startsWith("data:") ? data.indexOf(',') + 1 : 0);
        try {
            if (Base64.getMimeDecoder().decode(plain).length == 0) {
                throw Body.wrong(path, "is empty");
            }
        } catch (IllegalArgumentException e) {
            throw Body.wrong(path, Body.shown(data) + " is not allowed; expected Base64");
        }
        audio.put("data", plain.replaceAll("\\s", ""));
        audio.put("format", format(told, said.isObject() ? "audio.format" : "format"));
    }

    /** What is asked; a transcript, if nothing is. */
    private static String question(Body body) {
        Optional<String> task = body.optionalText("task");
        if (task.isPresent() && !task.get().equals("transcribe") && !task.get().equals("analyze")) {
            throw Body.wrong("task", task.get() + " is not allowed; expected one of transcribe, analyze");
        }
        Optional<String> prompt = body.optionalText("prompt");
        if (task.filter("analyze"::equals).isPresent() && prompt.isEmpty()) {
            throw Body.wrong("prompt", "missing; say what is to be told about the recording");
        }
        String language = body.optionalText("language").map(name -> " The recording is in " + name + ".").orElse("");
        return task.filter("transcribe"::equals).isPresent() || prompt.isEmpty()
                ? TRANSCRIBE + language + prompt.map(text -> " " + text).orElse("") : prompt.get() + language;
    }

    private static String format(Optional<String> told, String path) {
        String format = told.orElseThrow(() -> Body.wrong(path, "missing; expected one of "
                + String.join(", ", FORMATS))).toLowerCase(Locale.ROOT);
        String known = switch (format) {
            case "mpeg", "mpga" -> "mp3";
            case "x-wav", "wave", "vnd.wave" -> "wav";
            case "mp4", "x-m4a" -> "m4a";
            case "x-flac" -> "flac";
            case "aif", "x-aiff" -> "aiff";
            case "oga", "opus" -> "ogg";
            default -> format;
        };
        if (!FORMATS.contains(known)) {
            throw Body.wrong(path, Body.shown(format) + " is not allowed; expected one of "
                    + String.join(", ", FORMATS));
        }
        return known;
    }

    private static Optional<String> extension(Multipart.Part file) {
        String name = file.file().orElse("");
        int dot = name.lastIndexOf('.');
        return dot >= 0 ? Optional.of(name.substring(dot + 1))
                : file.contentType().filter(type -> type.startsWith("audio/"))
                        .map(type -> type.substring("audio/".length()));
    }
}
