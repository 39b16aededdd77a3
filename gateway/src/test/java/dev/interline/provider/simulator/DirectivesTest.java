package dev.interline.provider.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.Role;
import dev.interline.exchange.Script.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class DirectivesTest {
    @Test
    void answersWithTheStatusAskedFor() {
        Played played = Asking.user("Hi [[simulate: status=503 retry_after=2]]").play();

        assertThat(played.status()).isEqualTo(503);
        assertThat(played.head().headers()).containsEntry("retry-after", "2");
        assertThat(played.json().at("/error/message").asString()).contains("503");
        assertThat(Asking.user("[[simulate: status=429]]").streaming().play().json().at("/error/code").asString())
                .isEqualTo("rate_limit_exceeded");
    }

    @Test
    void keepsDirectivesOutOfTheAnswer() {
        assertThat(Asking.user("Hi there [[simulate: first_token=1s]]").play().text())
                .contains("“Hi there”")
                .doesNotContain("[[");
    }

    @Test
    void takesSeveralDirectivesFromTheLastUserMessageOnly() {
        Played played = Asking.user("Hi [[simulate: status=500]]")
                .says(Role.ASSISTANT, "Oh")
                .says(Role.USER, "Again [[simulate: tokens=30, rate=10/s]] [[simulate:first_token=3s]]")
                .streaming()
                .play();

        assertThat(played.status()).isEqualTo(200);
        assertThat(played.chunks().getLast().at("/usage/completion_tokens").asInt()).isEqualTo(30);
        assertThat(played.lasted()).isEqualTo(Duration.ofMillis(3000 + 2900));
    }

    @Test
    void writesExactlyAsManyTokensAsAsked() {
        Played played = Asking.user("Long [[simulate: tokens=500]]").play();

        assertThat(played.completionTokens()).isEqualTo(500);
        assertThat(played.finish()).isEqualTo("stop");
        assertThat(Asking.user("Short [[simulate: tokens=3]]").play().completionTokens()).isEqualTo(3);
        assertThat(Asking.user("Long [[simulate: tokens=500]]").maxTokens(100).play().finish()).isEqualTo("length");
    }

    @Test
    void sendsSlowTokensOneByOneAndFastOnesTogether() {
        Played slow = Asking.user("x [[simulate: tokens=40 rate=20/s]]").streaming().play();
        assertThat(slow.steps()).hasSize(41);
        assertThat(slow.steps().get(7)).isInstanceOfSatisfying(Step.Send.class,
                send -> assertThat(send.after()).isEqualTo(Duration.ofMillis(50)));

        Played fast = Asking.user("x [[simulate: tokens=1000 rate=1000/s]]").streaming().play();
        assertThat(fast.steps()).hasSizeLessThan(60);
        assertThat(fast.lasted()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1000));

        assertThat(Asking.user("x [[simulate: tokens=100]]").streaming().play().lasted()).isZero();
    }

    @Test
    void holdsLittleOfALongSlowAnswer() {
        var random = Asking.user("x [[simulate: tokens=5000 rate=20/s]]").streaming().play();

        assertThat(random.steps()).hasSize(5001)
                .filteredOn(Step.Send.class::isInstance)
                .allMatch(step -> ((Step.Send) step).bytes().length < 1000);
    }

    @Test
    void cutsTheConnection() {
        Played streamed = Asking.user("x [[simulate: cut_after=10]]").streaming().play();
        assertThat(streamed.last()).isInstanceOf(Step.Cut.class);
        assertThat(Asking.TOKENIZERS.forModel("").count(streamed.streamed(0, "/content"))).isEqualTo(10);
        assertThat(streamed.body()).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"");

        Played whole = Asking.user("x [[simulate: cut_after=10]]").play();
        assertThat(whole.last()).isInstanceOf(Step.Cut.class);
        assertThat(isJson(whole.body())).isFalse();

        assertThat(Asking.user("x [[simulate: cut_after=0]]").streaming().play().body()).isEmpty();
        assertThat(Asking.user("x [[simulate: cut_after=20000]]").streaming().play().body())
                .doesNotContain("\"finish_reason\":\"");
    }

    @Test
    void stalls() {
        Played streamed = Asking.user("x [[simulate: stall_after=10]]").streaming().play();
        assertThat(streamed.last()).isInstanceOf(Step.Stall.class);
        assertThat(streamed.chunks()).hasSize(11);
        assertThat(Asking.user("x [[simulate: stall_after=0]]").play().steps().getLast())
                .isInstanceOf(Step.Stall.class);
    }

    @Test
    void breaksTheWireFormat() {
        Played streamed = Asking.user("x [[simulate: malformed_after=5]]").streaming().play();
        assertThat(streamed.events()).hasSize(7);
        assertThat(streamed.events().subList(0, 6)).allMatch(DirectivesTest::isJson);
        assertThat(isJson(streamed.events().getLast())).isFalse();
        assertThat(streamed.last()).isInstanceOf(Step.End.class);

        Played whole = Asking.user("x [[simulate: malformed_after=5]]").play();
        assertThat(isJson(whole.body())).isFalse();
        assertThat(whole.last()).isInstanceOf(Step.End.class);
    }

    @Test
    void leavesOutUsage() {
        assertThat(Asking.user("x [[simulate: usage=none]]").play().json().has("usage")).isFalse();
        assertThat(Asking.user("x [[simulate: usage=none]]").streaming().play().body()).doesNotContain("usage");
    }

    @Test
    void endsForTheReasonAskedFor() {
        Played filtered = Asking.user("x [[simulate: finish=content_filter]]").play();
        assertThat(filtered.finish()).isEqualTo("content_filter");

        Played open = Asking.user("x [[simulate: finish=none]]").streaming().play();
        assertThat(open.body()).doesNotContain("\"finish_reason\":\"").contains("[DONE]");
        assertThat(Asking.user("x [[simulate: finish=none]]").play().choice().get("finish_reason").isNull()).isTrue();
    }

    @Test
    void answersNothingAtAll() {
        Played whole = Asking.user("x [[simulate: empty]]").play();
        assertThat(whole.text()).isEmpty();
        assertThat(whole.completionTokens()).isZero();
        assertThat(whole.finish()).isEqualTo("stop");
        assertThat(Asking.user("x [[simulate: empty]]").streaming().play().streamed(0, "/content")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sttus=503", "status=200", "status=abc", "rate=0/s", "rate=fast", "tokens=0",
            "tokens=999999", "first_token=20m", "first_token=soon", "usage=some", "finish=never", "empty=yes",
            "cut_after", "cut_after=-1", "nonsense", "="})
    void refusesWhatItDoesNotUnderstand(String directive) {
        Played played = Asking.user("x [[simulate: tokens=5 " + directive + "]]").play();

        assertThat(played.status()).isEqualTo(400);
        assertThat(played.json().at("/error/message").asString())
                .contains("'" + directive + "'")
                .contains("stall_after=N");
    }

    private static boolean isJson(String text) {
        try {
            byte[] bytes = new ByteSink(64).text(text).toBytes();
            return Json.mapper().readTree(new String(bytes, UTF_8)).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }
}
