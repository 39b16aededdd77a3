package dev.interline.dialect.messages;

import dev.interline.bytes.Json;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Need;
import dev.interline.exchange.Rejected;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Checks the messages and the system prompt in one pass, without building anything, and notes what media they hold. */
final class MessageScan {
    private final JsonFields fields;
    private final Set<Need> needs;

    MessageScan(JsonFields fields, Set<Need> needs) {
        this.fields = fields;
        this.needs = needs;
    }

    /** @throws Rejected when there is no message, or one is not of this wire */
    void scan() {
        system();
        if (!fields.hasValue("messages")) {
            throw RequestScan.invalid("messages: Field required");
        }
        int count = 0;
        try (JsonParser parser = parser("messages")) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw RequestScan.invalid("messages: Input should be a valid array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                message(parser, "messages." + count++);
            }
        }
        if (count == 0) {
            throw RequestScan.invalid("messages: at least one message is required");
        }
    }

    private void system() {
        if (!fields.hasValue("system")) {
            return;
        }
        try (JsonParser parser = parser("system")) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                blocks(parser, "system");
            } else if (token != JsonToken.VALUE_STRING) {
                throw RequestScan.invalid("system: Input should be a valid string or an array of text blocks");
            }
        }
    }

    private void message(JsonParser parser, String path) {
        object(parser, path);
        boolean role = false;
        boolean content = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("role")) {
                role = role(parser, path);
            } else if (name.equals("content")) {
                content = true;
                if (token == JsonToken.START_ARRAY) {
                    blocks(parser, path + ".content");
                } else if (token != JsonToken.VALUE_STRING) {
                    throw RequestScan.invalid(path + ".content: Input should be a valid string or array of blocks");
                }
            } else {
                parser.skipChildren();
            }
        }
        if (!role || !content) {
            throw RequestScan.invalid(path + (role ? ".content" : ".role") + ": Field required");
        }
    }

    private static boolean role(JsonParser parser, String path) {
        String role = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
        if (!role.equals("user") && !role.equals("assistant") && !role.equals("system")) {
            throw RequestScan.invalid(path + ".role: Input should be 'user', 'assistant' or 'system'");
        }
        return true;
    }

    private void blocks(JsonParser parser, String path) {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            block(parser, path, i);
        }
    }

    private void block(JsonParser parser, String path, int index) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw RequestScan.invalid(path + "." + index + ": Input should be a valid object");
        }
        boolean type = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("type") && token == JsonToken.VALUE_STRING) {
                type = true;
                need(parser.getString());
            } else if (name.equals("content") && token == JsonToken.START_ARRAY) {
                inner(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (!type) {
            throw RequestScan.invalid(path + "." + index + ".type: Field required");
        }
    }

    /** Blocks inside of blocks, as in tool results: their media count, their form is their own affair. */
    private void inner(JsonParser parser) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean type = parser.currentName().equals("type");
                    if (parser.nextToken() == JsonToken.VALUE_STRING && type) {
                        need(parser.getString());
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void need(String type) {
        if (type.equals("image")) {
            needs.add(Need.IMAGE_INPUT);
        } else if (type.equals("document")) {
            needs.add(Need.FILE_INPUT);
        }
    }

    private static void object(JsonParser parser, String path) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw RequestScan.invalid(path + ": Input should be a valid object");
        }
    }

    private JsonParser parser(String name) {
        int i = fields.find(name);
        return Json.parser(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
    }
}
