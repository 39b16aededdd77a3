package dev.interline.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interline.builtin.Builtins;
import dev.interline.bytes.Json;
import dev.interline.exchange.Rejected;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ConversationsTest {
    private static final String WEATHER = "{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}";

    private final Builtins builtins = new Builtins(() -> Instant.EPOCH, Optional.empty());
    private final AtomicInteger ids = new AtomicInteger();
    private long now = Long.MAX_VALUE - 1_000_000;
    private final Conversations conversations =
            new Conversations(() -> Integer.toString(ids.incrementAndGet()), () -> now);

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.mapper().readTree(text);
    }

    private Conversation begin(String content) {
        return conversations.begin("ann", json("{\"messages\":[{\"role\":\"user\",\"content\":\"" + content
                + "\"}],\"tools\":[" + WEATHER + "]}"), builtins);
    }

    private static ObjectNode calling(String id) {
        return json("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + id
                + "\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]}}]}");
    }

    private void refused(int status, String owner, String id) {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> conversations.resume(owner, id))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(status));
    }

    @Test
    void belongToOneAndAreAnsweredOnceAtATime() {
        var conversation = begin("Hi");
        refused(409, "ann", conversation.id());
        assertThat(conversation.take(calling("c1"))).isFalse();
        conversations.keep(conversation);
        refused(404, "ben", conversation.id());
        assertThat(conversations.resume("ann", conversation.id())).isSameAs(conversation);
        refused(409, "ann", conversation.id());
    }

    @Test
    void goBackWhenTheyWereNotAnswered() {
        var conversation = begin("Hi");
        conversations.leave(conversation);
        refused(404, "ann", conversation.id());

        var kept = begin("Hi");
        assertThat(kept.take(calling("c1"))).isFalse();
        conversations.keep(kept);
        var before = kept.next();
        for (int i = 0; i < 2; i++) {
            conversations.resume("ann", kept.id());
            kept.submit(Json.mapper().readTree("[{\"tool_call_id\":\"c1\",\"content\":{\"rain\":true}}]"));
            assertThat(kept.next()).isNotEqualTo(before);
            conversations.leave(kept);
            assertThat(kept.next()).isEqualTo(before);
        }
    }

    @Test
    void areForgottenAfterAnHourOrWhenThereIsTooMuch() {
        var old = begin("Hi");
        conversations.keep(old);
        now += Conversations.KEPT.toNanos() / 2;
        var young = begin("Hi");
        conversations.keep(young);
        now += Conversations.KEPT.toNanos() / 2;
        refused(404, "ann", old.id());
        conversations.resume("ann", young.id());
        conversations.keep(young);

        var large = "x".repeat(2_000_000);
        for (int i = 0; i < 20; i++) {
            conversations.keep(begin(large));
        }
        refused(404, "ann", young.id());
        conversations.resume("ann", "conv_" + ids.get());
    }
}
