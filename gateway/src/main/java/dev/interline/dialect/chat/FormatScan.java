package dev.interline.dialect.chat;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.RequestValues;

/** Checks {@code response_format}. */
final class FormatScan {
    private static final Names MEMBERS = Names.of("type", "json_schema", "grammar");
    private static final Names TYPES = Names.of("text", "json_object", "json_schema", "grammar", "python");
    private static final Names SCHEMA = Names.of("name", "description", "schema", "strict");
    private static final int NAME_LENGTH = 64;

    private final RequestValues values;
    private String type = "";
    private boolean described;
    private boolean named;

    private FormatScan(RequestValues values) {
        this.values = values;
    }

    /** Reads the object that is next; whether it asks for JSON that satisfies a schema. */
    static boolean read(RequestValues values) throws MalformedJson {
        var scan = new FormatScan(values);
        if (!values.object("response_format", MEMBERS, scan::member)) {
            return false;
        }
        if (scan.type.isEmpty()) {
            throw values.rejected("response_format.type", "missing");
        }
        boolean schema = scan.type.equals("json_schema");
        if (schema && !scan.described) {
            throw values.rejected("response_format.json_schema", "missing; expected an object with name and schema");
        }
        if (schema && !scan.named) {
            throw values.rejected("response_format.json_schema.name", "missing");
        }
        return schema;
    }

    private void member(String name) throws MalformedJson {
        switch (name) {
            case "type" -> type = values.word(name, TYPES, "text, json_object, json_schema, grammar, python")
                    .orElse("");
            case "json_schema" -> described = values.object(name, SCHEMA, this::schemaMember);
            case "grammar" -> values.string(name);
            default -> values.in().skip();
        }
    }

    private void schemaMember(String name) throws MalformedJson {
        switch (name) {
            case "name" -> named = values.string(name, NAME_LENGTH).filter(text -> !text.isEmpty()).isPresent();
            case "description" -> values.string(name);
            case "schema" -> values.object(name);
            case "strict" -> values.flag(name);
            default -> values.in().skip();
        }
    }
}
