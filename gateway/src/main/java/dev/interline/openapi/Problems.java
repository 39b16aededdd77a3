package dev.interline.openapi;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Spells out the shorthand for problems: an operation's {@code x-problems} are statuses, and become responses in the form that
 * {@code x-problem-form} names. What a status means is told once, in {@code head.yaml}.
 */
final class Problems {
    private static final String STATUSES = "x-problems";
    private static final String FORM = "x-problem-form";
    private static final String FORMS = "x-problem-forms";
    private static final String USUAL = "Error";

    private final JsonNode meanings;
    private final JsonNode forms;
    private final Map<String, ObjectNode> made = new TreeMap<>();

    private Problems(ObjectNode document) {
        this.meanings = document.path(STATUSES);
        this.forms = document.path(FORMS);
    }

    static void spellOut(ObjectNode document) {
        var problems = new Problems(document);
        Description.eachOperation(document, problems::add);
        var responses = document.withObject("/components/responses");
        problems.made.forEach(responses::set);
        document.remove(Set.of(STATUSES, FORMS));
    }

    private void add(String name, ObjectNode operation) {
        String form = operation.path(FORM).asString(USUAL);
        var responses = operation.withObject("/responses");
        for (JsonNode status : operation.path(STATUSES)) {
            String response = form + status.asString();
            made.computeIfAbsent(response, _ -> response(form, status.asString(), name));
            responses.putObject(status.asString()).put("$ref", "#/components/responses/" + response);
        }
        operation.remove(Set.of(STATUSES, FORM));
    }

    private ObjectNode response(String form, String status, String operation) {
        if (!(meanings.path(status) instanceof ObjectNode meaning) || !forms.has(form)) {
            throw new IllegalStateException(operation + ": nobody says what " + form + " " + status + " means");
        }
        var response = meaning.deepCopy();
        response.withObject("/content/application~1json/schema")
                .put("$ref", forms.path(form).asString());
        return response;
    }
}
