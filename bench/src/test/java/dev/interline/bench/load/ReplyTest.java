package dev.interline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ReplyTest {
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void isRightWhenItEndsAsItsScriptDoes() {
        assertThat(reply(Script.JSON, "200", "{\"a\":", "1}").isRight()).isTrue();
        assertThat(reply(Script.JSON, "200", "{\"a\":").isRight()).isFalse();
        assertThat(reply(Script.SHORT, "200", "data: {}\n\n", "data: [DO", "NE]\n\n").isRight()).isTrue();
        assertThat(reply(Script.SHORT, "200", "x".repeat(1000) + DONE).isRight()).isTrue();
        assertThat(reply(Script.SHORT, "200", DONE, "x".repeat(1000)).isRight()).isFalse();
        assertThat(reply(Script.SHORT, "200").isRight()).isFalse();
    }

    @Test
    void isRightOnlyWithItsStatus() {
        assertThat(reply(Script.JSON, "502", "{}").isRight()).isFalse();
        assertThat(reply(Script.REFUSAL, "502", "{}").isRight()).isTrue();
        assertThat(reply(Script.REFUSAL, "200", "{}").isRight()).isFalse();
    }

    @Test
    void tellsTheEndOfWhatCame() {
        assertThat(reply(Script.JSON, "502", "x".repeat(1000), "{\"error\":1}\n")).asString()
                .startsWith("json: 502 xxx").endsWith("x{\"error\":1}").hasSizeLessThan(320);
        assertThat(new Reply(Script.SHORT)).hasToString("short: no status ");
    }

    @Test
    void knowsNothingOfTheOneBefore() {
        Reply reply = reply(Script.JSON, "200", "{}");
        reply.clear();
        assertThat(reply.isEmpty()).isTrue();
        reply.head("200");
        assertThat(reply.isRight()).isFalse();
    }

    private static Reply reply(Script script, String status, String... pieces) {
        var reply = new Reply(script);
        reply.head(status);
        for (var piece : pieces) {
            byte[] bytes = ("#" + piece).getBytes(StandardCharsets.UTF_8);
            reply.body(bytes, 1, bytes.length);
        }
        return reply;
    }
}
