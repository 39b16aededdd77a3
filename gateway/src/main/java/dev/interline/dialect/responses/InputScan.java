package dev.interline.dialect.responses;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Need;
import dev.interline.exchange.Opening;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.RequestValues;
import java.util.HashSet;
import java.util.Set;

/** Checks {@code input} on the way and notes what its parts need. Items of a type that is not known pass. */
final class InputScan {
    private static final Names ITEM = Names.of("type", "id", "role", "content", "call_id", "name", "arguments", "input",
            "output", "encrypted_content", "summary");
    private static final Names ROLES = Names.of("user", "assistant", "system", "developer");
    private static final Names PART = Names.of("type", "text", "refusal", "image_url", "file_id", "file_data",
            "file_url", "input_audio", "video_url");
    private static final Names AUDIO = Names.of("data", "format");

    private final Set<Need> needs;
    private boolean there;
    private int images;
    private int imageBytes;
    private boolean open;
    private final boolean remembers;
    private boolean references;
    private Opening opening = Opening.NONE;

    /**
     * @param needs takes what the input needs
     * @param remembers whether items may stand for what was kept
     */
    InputScan(Set<Need> needs, boolean remembers) {
        this.needs = needs;
        this.remembers = remembers;
    }

    /** Whether there are items that stand for what was kept. */
    boolean hasReferences() {
        return references;
    }

    boolean isThere() {
        return there;
    }

    /** How large the prompt is, of which this has looked at a part. */
    Prompt prompt(int bytes) {
        return new Prompt(bytes, images, imageBytes, open, opening);
    }

    /** Notes instructions that stand beside the input. */
    void instructed(int from, int to) {
        opening = opening.then(true, from, to);
    }

    /** Reads the value that is next. */
    void read(RequestValues values) throws MalformedJson {
        switch (values.in().peek()) {
            case '"' -> {
                int from = values.in().position();
                values.in().skip();
                opening = opening.then(false, from, values.in().position());
                there = true;
            }
            case '[' -> {
                if (values.array("input", "an array of items", _ -> new Item(values).read()) == 0) {
                    throw values.rejected("input", "is empty; at least one item is needed");
                }
                there = true;
            }
            case 'n' -> values.in().skip();
            default -> throw values.wrong("input", "a string or an array of items");
        }
    }

    /** One item, or one part of its content: what it says of itself, to be checked when all was seen. */
    private final class Item {
        private final RequestValues values;
        private final Set<String> given = new HashSet<>();
        private String type = "";
        private String role = "";

        Item(RequestValues values) {
            this.values = values;
        }

        void read() throws MalformedJson {
            values.expect('{', "", "an object");
            int from = values.in().position();
            values.object("", ITEM, this::member);
            opening = opening.then(role.equals("system") || role.equals("developer"), from, values.in().position());
            check();
        }

        private void member(String name) throws MalformedJson {
            switch (name) {
                case "type" -> type = values.string(name).orElse("");
                case "role" -> role = values.word(name, ROLES, "user, assistant, system, developer").orElse("");
                case "content", "output", "summary" -> content(name);
                case "" -> values.in().skip();
                default -> text(name);
            }
        }

        /** A string or an array of parts; other items have other things by these names. */
        private void content(String name) throws MalformedJson {
            switch (values.in().peek()) {
                case '"' -> text(name);
                case '[' -> {
                    values.array(name, "an array of parts", _ -> new Item(values).part());
                    given.add(name);
                }
                default -> values.in().skip();
            }
        }

        private void text(String name) throws MalformedJson {
            if (values.in().peek() == '"') {
                given.add(name);
            }
            values.in().skip();
        }

        private void check() {
            switch (type) {
                case "", "message" -> {
                    if (role.isEmpty()) {
                        throw type.isEmpty()
                                ? values.rejected("type", "missing; expected message, function_call, "
                                        + "function_call_output or reasoning, or a role")
                                : values.rejected("role", "missing; expected user, assistant, system or developer");
                    }
                    if (!role.equals("assistant")) {
                        demand("content", "a string or an array of parts");
                    }
                }
                case "function_call" -> {
                    demand("call_id", "a string");
                    demand("name", "a string");
                    demand("arguments", "a string");
                }
                case "custom_tool_call" -> {
                    demand("call_id", "a string");
                    demand("name", "a string");
                    demand("input", "a string");
                }
                case "function_call_output", "custom_tool_call_output" -> {
                    demand("call_id", "a string");
                    demand("output", "a string or an array of parts");
                }
                case "item_reference" -> {
                    if (!remembers) {
                        throw values.rejected("type", "item_reference is not supported: responses are not stored. Send "
                                + "the item itself");
                    }
                    demand("id", "a string");
                    references = true;
                }
                default -> {
                    // Reasoning may come with any of its members; what is not known cannot be judged.
                }
            }
        }

        private void part() throws MalformedJson {
            if (values.in().peek() != '{') {
                throw values.wrong("", "an object");
            }
            int from = values.in().position();
            values.object("", PART, this::partMember);
            if (type.isEmpty()) {
                throw values.rejected("type", "missing; expected input_text, input_image, input_file, input_audio, "
                        + "input_video, output_text or refusal");
            }
            need(values.in().position() - from);
        }

        private void partMember(String name) throws MalformedJson {
            switch (name) {
                case "type" -> type = values.string(name).orElse("");
                case "input_audio" -> values.object(name, AUDIO, member -> {
                    if (!member.isEmpty()) {
                        text(member);
                    } else {
                        values.in().skip();
                    }
                });
                case "" -> values.in().skip();
                default -> text(name);
            }
        }

        private void need(int bytes) {
            switch (type) {
                case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
                    demand("text", "a string");
                case "refusal" -> demand("refusal", "a string");
                case "input_image" -> {
                    demandOneOf("image_url", "file_id");
                    needs.add(Need.IMAGE_INPUT);
                    images++;
                    imageBytes += bytes;
                }
                case "input_file" -> {
                    demandOneOf("file_data", "file_url", "file_id");
                    needs.add(Need.FILE_INPUT);
                    open = true;
                }
                case "input_audio" -> {
                    if (!given.contains("data") || !given.contains("format")) {
                        throw values.rejected(given.contains("data") ? "input_audio.format" : "input_audio.data",
                                "missing; expected a string");
                    }
                    needs.add(Need.AUDIO_INPUT);
                }
                case "input_video" -> {
                    demand("video_url", "a string");
                    needs.add(Need.VIDEO_INPUT);
                    open = true;
                }
                default -> {
                    // What is not known cannot be judged.
                }
            }
        }

        private void demand(String name, String what) {
            if (!given.contains(name)) {
                throw values.rejected(name, "missing; expected " + what);
            }
        }

        private void demandOneOf(String... names) {
            for (String name : names) {
                if (given.contains(name)) {
                    return;
                }
            }
            throw values.rejected(names[0], "missing; expected one of " + String.join(", ", names));
        }
    }
}
