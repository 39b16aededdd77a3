package dev.interline.dialect.completions;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.Event;
import dev.interline.exchange.Reasoning;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What has come of one choice: all of it, or since it was last written. */
final class Piece {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private @Nullable ObjectNode logprobs;
    private Optional<Event.Finished> end = Optional.empty();
    /** Characters of the answer before this piece. */
    private int before;

    void add(Event event) {
        switch (event) {
            case Event.Text(_, String more) -> text.append(more);
            case Event.Refused(_, String more) -> text.append(more);
            case Event.Reasoned(_, Reasoning more) when more.kind() != Reasoning.Kind.ENCRYPTED ->
                reasoning.append(more.text());
            case Event.Weighed(_, String json) -> weigh(Json.mapper().readTree(json));
            case Event.Finished finished -> end = Optional.of(finished);
            default -> {
                // Calls, pictures, recordings and sources have no place in a text.
            }
        }
    }

    boolean hasContent() {
        return !text.isEmpty() || !reasoning.isEmpty();
    }

    boolean isFinished() {
        return end.isPresent();
    }

    /** OpenAI's old form: four lists of the same length. */
    private void weigh(JsonNode chat) {
        ObjectNode lists = logprobs;
        if (lists == null) {
            lists = Json.mapper().createObjectNode();
            lists.putArray("tokens");
            lists.putArray("token_logprobs");
            lists.putArray("top_logprobs");
            lists.putArray("text_offset");
            logprobs = lists;
        }
        int offset = before;
        for (JsonNode token : chat.path("content")) {
            String word = token.path("token").asString("");
            lists.withArray("tokens").add(word);
            lists.withArray("token_logprobs").add(token.path("logprob"));
            var top = lists.withArray("top_logprobs").addObject();
            token.path("top_logprobs").forEach(other -> top.set(other.path("token").asString(""),
                    other.path("logprob")));
            lists.withArray("text_offset").add(offset);
            offset += word.length();
        }
    }

    /** Appends the choice. */
    void write(int index, ByteSink out) {
        out.text("{\"text\":").string(text.toString()).text(",\"index\":").number(index).text(",\"logprobs\":");
        ObjectNode weights = logprobs;
        if (weights == null) {
            out.text("null");
        } else {
            out.write(Json.mapper().writeValueAsBytes(weights));
        }
        out.text(",\"finish_reason\":");
        end.ifPresentOrElse(finished -> out.string(finished.reason().text()).text(",\"native_finish_reason\":")
                .string(finished.nativeReason()), () -> out.text("null"));
        if (!reasoning.isEmpty()) {
            out.text(",\"reasoning\":").string(reasoning.toString());
        }
        out.write('}');
    }

    /** Forgets what was written. */
    void clear() {
        before += text.length();
        text.setLength(0);
        reasoning.setLength(0);
        logprobs = null;
    }
}
