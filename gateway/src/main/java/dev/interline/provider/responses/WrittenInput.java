package dev.interline.provider.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Role;
import dev.interline.exchange.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Writes turns as input items. One turn may become several: each call, each result and each thought is an item. */
final class WrittenInput {
    private final ByteSink out;
    private final String format;
    private boolean first = true;

    /**
     * Appends to an array that was opened.
     *
     * @param format the family of reasoning that the upstream can read
     */
    WrittenInput(ByteSink out, String format) {
        this.out = out;
        this.format = format;
    }

    /** Appends the items of one turn. */
    void turn(Turn turn) {
        switch (turn.role()) {
            case SYSTEM -> message("system", turn.parts(), Optional.empty());
            case DEVELOPER -> message("developer", turn.parts(), Optional.empty());
            case USER, TOOL -> heard(turn);
            case ASSISTANT -> answered(turn);
        }
    }

    /** Results first: they answer the calls of the turn before. */
    private void heard(Turn turn) {
        List<Part> rest = new ArrayList<>();
        for (Part part : turn.parts()) {
            if (part instanceof Part.ToolResult result) {
                result(result);
            } else {
                rest.add(part);
            }
        }
        if (!rest.isEmpty() || turn.parts().isEmpty() && turn.role() == Role.USER) {
            message("user", rest, turn.name());
        }
    }

    private void result(Part.ToolResult result) {
        open("function_call_output").name(false, "call_id").string(result.callId()).text(",\"output\":");
        boolean plain = result.content().stream().allMatch(Part.Text.class::isInstance);
        if (plain) {
            String said = String.join("\n", result.content().stream().map(part -> ((Part.Text) part).text()).toList());
            out.string((result.failed() && !said.startsWith("Error") ? "Error: " : "") + said);
        } else {
            content(result.content(), false);
        }
        out.write('}');
    }

    /** Who speaks is told in front of the text: this wire has no names. */
    private void message(String role, List<Part> parts, Optional<String> name) {
        List<Part> said = parts;
        if (name.isPresent() && !parts.isEmpty() && parts.getFirst() instanceof Part.Text(String text, var cache)) {
            said = new ArrayList<>(parts);
            said.set(0, new Part.Text(name.get() + ": " + text, cache));
        }
        open("message").name(false, "role").string(role).text(",\"content\":");
        content(said, false);
        out.write('}');
    }

    private void answered(Turn turn) {
        List<Reasoning> thoughts = turn.parts().stream().filter(Part.Reasoned.class::isInstance)
                .map(part -> ((Part.Reasoned) part).reasoning())
                .filter(thought -> thought.format().filter(format::equals).isPresent()).toList();
        int told = 0;
        List<Part> said = new ArrayList<>();
        for (Part part : turn.parts()) {
            switch (part) {
                case Part.Reasoned(Reasoning thought) -> {
                    if (told < thoughts.size() && thoughts.get(told).equals(thought)) {
                        said(said);
                        told = thought(thoughts, told);
                    }
                }
                case Part.ToolCall(String id, String name, String arguments, _) -> {
                    said(said);
                    open("function_call").name(false, "call_id").string(id).name(false, "name").string(name)
                            .name(false, "arguments").string(arguments.isBlank() ? "{}" : arguments).write('}');
                }
                case Part.Text _, Part.Refused _ -> said.add(part);
                case Part.Image _, Part.Audio _, Part.Video _, Part.Document _, Part.ToolResult _ -> {
                    // What a model made besides words cannot go back to it in this wire.
                }
                case Part.Foreign foreign -> throw foreign(foreign);
            }
        }
        said(said);
    }

    private void said(List<Part> said) {
        if (!said.isEmpty()) {
            open("message").text(",\"role\":\"assistant\",\"content\":");
            content(said, true);
            out.write('}');
            said.clear();
        }
    }

    /**
     * Writes one item of all pieces that belong together, if it says something that the upstream can read.
     *
     * @return where the next item begins
     */
    private int thought(List<Reasoning> thoughts, int from) {
        int to = from + 1;
        while (to < thoughts.size() && thoughts.get(to).id().equals(thoughts.get(from).id())
                && thoughts.get(to).index() == thoughts.get(from).index()) {
            to++;
        }
        List<Reasoning> pieces = thoughts.subList(from, to);
        Optional<String> data = pieces.stream().filter(piece -> piece.kind() == Reasoning.Kind.ENCRYPTED)
                .map(Reasoning::text).findFirst();
        List<Reasoning> texts = pieces.stream().filter(piece -> piece.kind() == Reasoning.Kind.TEXT).toList();
        if (data.isEmpty() && texts.isEmpty()) {
            return to;
        }
        open("reasoning");
        pieces.getFirst().id().ifPresent(id -> out.name(false, "id").string(id));
        texts(",\"summary\":[", "summary_text",
                pieces.stream().filter(piece -> piece.kind() == Reasoning.Kind.SUMMARY).toList());
        if (!texts.isEmpty()) {
            texts(",\"content\":[", "reasoning_text", texts);
        }
        data.ifPresent(content -> out.name(false, "encrypted_content").string(content));
        out.write('}');
        return to;
    }

    private void texts(String begin, String type, List<Reasoning> pieces) {
        out.text(begin);
        for (int i = 0; i < pieces.size(); i++) {
            (i == 0 ? out : out.write(',')).text("{\"type\":").string(type).name(false, "text")
                    .string(pieces.get(i).text()).write('}');
        }
        out.write(']');
    }

    private void content(List<Part> parts, boolean assistant) {
        out.write('[');
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            part(parts.get(i), assistant);
        }
        out.write(']');
    }

    private void part(Part part, boolean assistant) {
        switch (part) {
            case Part.Text(String text, _) -> {
                out.text("{\"type\":").string(assistant ? "output_text" : "input_text").name(false, "text")
                        .string(text);
                out.text(assistant ? ",\"annotations\":[]}" : "}");
            }
            case Part.Refused(String text) -> out.text("{\"type\":\"refusal\",\"refusal\":").string(text).write('}');
            case Part.Image(Media media, var detail, _) -> {
                out.text("{\"type\":\"input_image\"");
                source(media, "image_url", "image_url");
                out.name(false, "detail").string(detail.orElse("auto")).write('}');
            }
            case Part.Audio(String base64, String kind, _) ->
                out.text("{\"type\":\"input_audio\",\"input_audio\":{\"data\":").string(base64).name(false, "format")
                        .string(kind).text("}}");
            case Part.Document(Media.Inline(String type, String base64), var name, _) when type.startsWith("text/") ->
                text(type, base64, name);
            case Part.Document(Media media, var name, _) -> {
                out.text("{\"type\":\"input_file\"");
                if (!(media instanceof Media.FileId)) {
                    out.name(false, "filename").string(name.orElse("document.pdf"));
                }
                source(media, "file_url", "file_data");
                out.write('}');
            }
            case Part.Foreign foreign -> throw foreign(foreign);
            case Part.Video _ -> throw Parameters.inexpressible("a video");
            case Part.ToolCall _, Part.ToolResult _, Part.Reasoned _ ->
                throw Parameters.inexpressible("a tool's call, its result or reasoning at this place");
        }
    }

    /** Files are PDFs here; a plain text is said instead of attached. */
    private void text(String type, String base64, Optional<String> name) {
        try {
            String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            part(new Part.Text(name.map(title -> title + ":\n" + text).orElse(text), Optional.empty()), false);
        } catch (IllegalArgumentException e) {
            throw Parameters.inexpressible("a document of type " + type + " that is not base64");
        }
    }

    private void source(Media media, String url, String data) {
        switch (media) {
            case Media.Url(String address) -> out.name(false, url).string(address);
            case Media.Inline(String type, String base64) ->
                out.name(false, data).string("data:" + type + ";base64," + base64);
            case Media.FileId(String id) -> out.name(false, "file_id").string(id);
        }
    }

    private static RuntimeException foreign(Part.Foreign part) {
        return Parameters.inexpressible("a content block of type '" + part.type() + "'");
    }

    private ByteSink open(String type) {
        if (!first) {
            out.write(',');
        }
        first = false;
        return out.text("{\"type\":").string(type);
    }
}
