package dev.interline.dialect.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares what an upstream said with what the client was told: every member at every depth, but those that are ours. */
final class Losses {
    private static final Set<String> FRAME = Set.of("id", "object", "created", "model", "provider", "usage");
    private static final Set<String> CHOICE = Set.of("finish_reason", "native_finish_reason");
    private static final Set<String> USAGE = Set.of("cost", "is_byok", "cost_details", "total_tokens");

    private final List<String> found = new ArrayList<>();

    private Losses() {}

    /** Paths of what is missing or different in {@code told}. */
    static List<String> between(JsonNode said, JsonNode told) {
        var losses = new Losses();
        losses.frame(said, told);
        return losses.found;
    }

    /** Paths of what is missing or different in a usage object. */
    static List<String> ofUsage(JsonNode said, JsonNode told) {
        var losses = new Losses();
        for (var member : said.properties()) {
            if (!USAGE.contains(member.getKey()) && !isReasoningAdded(member.getKey(), said, told)) {
                losses.value("usage." + member.getKey(), member.getValue(), told.path(member.getKey()));
            }
        }
        return losses.found;
    }

    /**
     * xAI counts reasoning beside the output, and Google's form of this wire has it in the total only; the client is told
     * both together, as all others do.
     */
    private static boolean isReasoningAdded(String name, JsonNode said, JsonNode told) {
        if (!name.equals("completion_tokens")) {
            return false;
        }
        long output = said.path(name).asLong();
        long named = said.path("completion_tokens_details").path("reasoning_tokens").asLong();
        long unnamed = said.path("total_tokens").asLong() - said.path("prompt_tokens").asLong() - output;
        long all = told.path(name).asLong();
        return all == output + named || all == output + unnamed;
    }

    private void frame(JsonNode said, JsonNode told) {
        for (var member : said.properties()) {
            String name = member.getKey();
            if (name.equals("choices")) {
                for (int i = 0; i < member.getValue().size(); i++) {
                    choice("choices[" + i + "]", member.getValue().get(i), told.path("choices").path(i));
                }
            } else if (!FRAME.contains(name)) {
                value(name, member.getValue(), told.path(name));
            }
        }
    }

    private void choice(String path, JsonNode said, JsonNode told) {
        boolean whole = said.has("message") && !told.has("delta");
        for (var member : said.properties()) {
            String name = member.getKey();
            boolean twin = name.equals("delta") && (whole || said.has("message"));
            if (!CHOICE.contains(name) && !twin) {
                JsonNode other = told.has(name) ? told.path(name) : told.path("delta");
                value(path + "." + name, member.getValue(), other);
            }
        }
    }

    private void value(String path, JsonNode said, JsonNode told) {
        if (said.isNull()) {
            return;
        }
        if (said.isObject()) {
            for (var member : said.properties()) {
                JsonNode other = told.path(member.getKey());
                boolean parts = member.getKey().equals("content") && member.getValue().isArray() && !other.isArray();
                value(path + "." + member.getKey(), member.getValue(), parts ? told.path("content_parts") : other);
            }
        } else if (said.isArray()) {
            for (int i = 0; i < said.size(); i++) {
                value(path + "[" + i + "]", said.get(i), told.path(i));
            }
        } else if (!(said.equals(told) || said.isString() && said.stringValue().isEmpty())) {
            found.add(path + ": " + said + " became " + told);
        }
    }
}
