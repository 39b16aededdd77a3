package dev.interline.dialect.messages;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Need;
import dev.interline.exchange.Opening;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.Rejected;
import java.util.Set;

/** Checks the messages and the system prompt in one pass, without building anything, and notes what media they hold. */
final class MessageScan {
    private static final Names MESSAGE = Names.of("role", "content");
    private static final Names ROLES = Names.of("user", "assistant", "system");
    private static final Names BLOCK = Names.of("type", "content");
    private static final Names MEDIA = Names.of("image", "document");

    private final JsonFields fields;
    private final Set<Need> needs;
    private final JsonScanner in = new JsonScanner();
    /** The message that is being read; -1 in the system prompt. */
    private int message = -1;
    private int images;
    private int imageBytes;
    private boolean documents;
    private Opening opening = Opening.NONE;

    MessageScan(JsonFields fields, Set<Need> needs) {
        this.fields = fields;
        this.needs = needs;
    }

    /** @throws Rejected when there is no message, or one is not of this wire */
    void scan() throws MalformedJson {
        system();
        if (!fields.hasValue("messages")) {
            throw RequestScan.invalid("messages: Field required");
        }
        if (begin("messages") != '[') {
            throw RequestScan.invalid("messages: Input should be a valid array");
        }
        in.enterArray();
        while (in.nextElement()) {
            message++;
            message();
        }
        if (message < 0) {
            throw RequestScan.invalid("messages: at least one message is required");
        }
    }

    /** How large the prompt is, of which this has looked at. */
    Prompt prompt(int bytes) {
        return new Prompt(bytes, images, imageBytes, documents, opening);
    }

    private void system() throws MalformedJson {
        if (!fields.hasValue("system")) {
            return;
        }
        int first = begin("system");
        opening = opening.then(true, in.position(), fields.valueEnd(fields.find("system")));
        if (first == '[') {
            blocks();
        } else if (first != '"') {
            throw RequestScan.invalid("system: Input should be a valid string or an array of text blocks");
        }
    }

    private void message() throws MalformedJson {
        if (in.peek() != '{') {
            throw invalid("", "Input should be a valid object");
        }
        boolean role = false;
        boolean content = false;
        int from = in.position();
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(MESSAGE)) {
                case "role" -> {
                    role();
                    role = true;
                }
                case "content" -> {
                    content();
                    content = true;
                }
                default -> in.skip();
            }
        }
        opening = opening.then(false, from, in.position());
        if (!role || !content) {
            throw invalid(role ? ".content" : ".role", "Field required");
        }
    }

    private void role() throws MalformedJson {
        if (in.peek() != '"' || in.word(ROLES).isEmpty()) {
            throw invalid(".role", "Input should be 'user', 'assistant' or 'system'");
        }
    }

    private void content() throws MalformedJson {
        switch (in.peek()) {
            case '"' -> in.skip();
            case '[' -> blocks();
            default -> throw invalid(".content", "Input should be a valid string or array of blocks");
        }
    }

    private void blocks() throws MalformedJson {
        in.enterArray();
        for (int i = 0; in.nextElement(); i++) {
            block(i);
        }
    }

    private void block(int index) throws MalformedJson {
        if (in.peek() != '{') {
            throw invalidBlock(index, "", "Input should be a valid object");
        }
        boolean type = false;
        boolean image = false;
        int from = in.position();
        in.enterObject();
        while (in.nextMember()) {
            String name = in.name(BLOCK);
            if (name.equals("type") && in.peek() == '"') {
                type = true;
                image = need();
            } else if (name.equals("content") && in.peek() == '[') {
                inner();
            } else {
                in.skip();
            }
        }
        if (!type) {
            throw invalidBlock(index, ".type", "Field required");
        }
        if (image) {
            imageBytes += in.position() - from;
        }
    }

    /** Blocks inside of blocks, as in tool results: their media count, their form is their own affair. */
    private void inner() throws MalformedJson {
        in.enterArray();
        while (in.nextElement()) {
            if (in.peek() != '{') {
                in.skip();
                continue;
            }
            boolean image = false;
            int from = in.position();
            in.enterObject();
            while (in.nextMember()) {
                if (in.name(BLOCK).equals("type") && in.peek() == '"') {
                    image = need();
                } else {
                    in.skip();
                }
            }
            if (image) {
                imageBytes += in.position() - from;
            }
        }
    }

    /** Notes what a type needs; whether it is an image. */
    private boolean need() throws MalformedJson {
        switch (in.word(MEDIA)) {
            case "image" -> {
                needs.add(Need.IMAGE_INPUT);
                images++;
                return true;
            }
            case "document" -> {
                needs.add(Need.FILE_INPUT);
                documents = true;
                return false;
            }
            default -> {
                // Text needs nothing, and what is not known cannot be judged.
                return false;
            }
        }
    }

    private Rejected invalid(String member, String what) {
        return RequestScan.invalid("messages." + message + member + ": " + what);
    }

    private Rejected invalidBlock(int index, String member, String what) {
        String blocks = message < 0 ? "system" : "messages." + message + ".content";
        return RequestScan.invalid(blocks + "." + index + member + ": " + what);
    }

    /** Stands before the value of a member that is there; its first byte. */
    private int begin(String name) {
        int i = fields.find(name);
        return in.reset(fields.bytes(), fields.valueStart(i), fields.valueEnd(i)).peek();
    }
}
