package dev.interline.dialect.chat;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Need;
import dev.interline.exchange.RequestValues;
import java.util.Set;

/** Checks {@code messages} on the way and notes what their parts need. */
final class MessagesScan {
    private static final Names MESSAGE = Names.of("role", "content", "name", "tool_calls", "tool_call_id");
    private static final Names ROLES = Names.of("system", "developer", "user", "assistant", "tool", "function");
    private static final Names PART = Names.of("type", "text", "image_url", "input_audio", "video_url", "file");
    private static final Names PART_TYPES = Names.of("text", "image_url", "input_audio", "video_url", "input_video",
            "file", "refusal");
    private static final Names URL = Names.of("url");
    private static final Names AUDIO = Names.of("data", "format");
    private static final Names CALL = Names.of("id", "type", "function");
    private static final Names FUNCTION = Names.of("name", "arguments");

    private final RequestValues values;
    private final Set<Need> needs;
    private final PromptMedia media;
    private boolean hasContent;
    private boolean hasCallId;
    private String role = "";
    private String partType = "";
    private boolean typed;
    private boolean partFilled;
    private boolean named;
    private boolean foreign;

    private MessagesScan(RequestValues values, Set<Need> needs, PromptMedia media) {
        this.values = values;
        this.needs = needs;
        this.media = media;
    }

    /** Reads the array that is next and adds what its parts need and hold. */
    static void read(RequestValues values, Set<Need> needs, PromptMedia media) throws MalformedJson {
        var scan = new MessagesScan(values, needs, media);
        if (values.array("messages", "an array of messages", _ -> scan.message()) == 0) {
            throw values.rejected("messages", "is empty; at least one message is needed");
        }
    }

    private void message() throws MalformedJson {
        hasContent = false;
        hasCallId = false;
        role = "";
        values.expect('{', "", "an object");
        int from = values.in().position();
        values.object("", MESSAGE, this::member);
        media.message(role.equals("system") || role.equals("developer"), from, values.in().position());
        if (role.isEmpty()) {
            throw values.rejected("role", "missing; expected system, developer, user, assistant or tool");
        }
        if (!hasContent && !role.equals("assistant") && !role.equals("tool")) {
            throw values.rejected("content", "missing; expected a string or an array of parts");
        }
        if (role.equals("tool") && !hasCallId) {
            throw values.rejected("tool_call_id", "missing; expected the id of the call that this answers");
        }
    }

    private void member(String name) throws MalformedJson {
        switch (name) {
            case "role" -> role = values.word(name, ROLES, "system, developer, user, assistant, tool").orElse("");
            case "content" -> content();
            case "name" -> values.string(name);
            case "tool_calls" -> {
                if (!values.isNull()) {
                    values.array(name, "an array of tool calls", _ -> call());
                }
            }
            case "tool_call_id" -> hasCallId = values.string(name).isPresent();
            default -> values.in().skip();
        }
    }

    private void content() throws MalformedJson {
        switch (values.in().peek()) {
            case '"' -> {
                values.in().skip();
                hasContent = true;
            }
            case '[' -> {
                values.array("content", "an array of parts", _ -> part());
                hasContent = true;
            }
            case 'n' -> values.in().skip();
            default -> throw values.wrong("content", "a string or an array of parts");
        }
    }

    private void part() throws MalformedJson {
        if (values.in().peek() == '"') {
            values.in().skip();
            return;
        }
        int from = values.in().position();
        partType = "";
        partFilled = false;
        typed = false;
        values.expect('{', "", "an object");
        values.object("", PART, name -> {
            if (name.equals("type")) {
                values.expect('"', name, "a string");
                partType = values.in().word(PART_TYPES);
                typed = true;
            } else {
                partMember(name);
            }
        });
        if (!typed) {
            throw values.rejected("type", "missing; expected text, image_url, input_audio, video_url or file");
        }
        need(values.in().position() - from);
    }

    private void partMember(String name) throws MalformedJson {
        if (values.isNull()) {
            return;
        }
        switch (name) {
            case "text" -> {
                values.text(name);
                partFilled = true;
            }
            case "image_url", "video_url" -> {
                if (values.in().peek() == '"') {
                    values.in().skip();
                    partFilled = true;
                } else {
                    strings(name, URL);
                }
            }
            case "input_audio" -> strings(name, AUDIO);
            case "file" -> partFilled = values.object(name);
            default -> values.in().skip();
        }
    }

    /** An object whose known members are strings, of which the first must be there. */
    private void strings(String name, Names known) throws MalformedJson {
        values.expect('{', name, "an object");
        values.object(name, known, member -> {
            if (member.isEmpty()) {
                values.in().skip();
            } else {
                values.text(member);
                partFilled = true;
            }
        });
    }

    private void need(int bytes) {
        switch (partType) {
            case "image_url" -> {
                needs.add(Need.IMAGE_INPUT);
                media.image(bytes);
            }
            case "input_audio" -> needs.add(Need.AUDIO_INPUT);
            case "video_url", "input_video" -> {
                needs.add(Need.VIDEO_INPUT);
                media.open();
            }
            case "file" -> {
                needs.add(Need.FILE_INPUT);
                media.open();
            }
            default -> {
                // Text needs nothing, and what is not known cannot be judged.
            }
        }
        if (!partFilled && !partType.isEmpty() && !partType.equals("refusal")) {
            throw values.rejected(partType.equals("input_video") ? "video_url" : partType, "missing");
        }
    }

    private void call() throws MalformedJson {
        values.expect('{', "", "an object");
        named = false;
        foreign = false;
        values.object("", CALL, name -> {
            switch (name) {
                case "id" -> values.string(name);
                case "type" -> foreign = values.string(name).filter(type -> !type.equals("function")).isPresent();
                case "function" -> values.object(name, FUNCTION, this::functionMember);
                default -> values.in().skip();
            }
        });
        if (!named && !foreign) {
            throw values.rejected("function.name", "missing");
        }
    }

    private void functionMember(String name) throws MalformedJson {
        switch (name) {
            case "name" -> {
                values.text(name);
                named = true;
            }
            case "arguments" -> {
                if (!values.isNull()) {
                    values.text(name);
                }
            }
            default -> values.in().skip();
        }
    }
}
