package dev.interline.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Role;
import dev.interline.exchange.Thinking;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    @Test
    void quotesTheUserAndSaysThatItIsSimulated() {
        Played played = Asking.user("The quick brown fox, please.").play();

        assertThat(played.status()).isEqualTo(200);
        assertThat(played.text()).contains("“The quick brown fox, please.”").containsIgnoringCase("simulat");
        assertThat(played.finish()).isEqualTo("stop");
        assertThat(played.json().get("model").asString()).isEqualTo("interline/simulator");
    }

    @Test
    void answersFromWhatWasSaidBefore() {
        Played played = Asking.user("Hi! My name is Ada and I like chess.")
                .says(Role.ASSISTANT, "Hello")
                .says(Role.USER, "What is my name?")
                .play();

        assertThat(played.text()).startsWith("Your name is Ada").contains("“My name is Ada and I like chess.”");
    }

    @Test
    void streamsTheSameAnswerThatItGivesWhole() {
        Played whole = Asking.user("Tell me about größere Türme 🦄🗼 東京").play();
        Played streamed = Asking.user("Tell me about größere Türme 🦄🗼 東京").streaming().play();

        assertThat(streamed.streamed(0, "/content")).isEqualTo(whole.text());
        assertThat(streamed.events()).endsWith("[DONE]");
        assertThat(streamed.chunks().getLast().get("choices")).isEmpty();
        assertThat(streamed.chunks().getLast().get("usage")).isEqualTo(whole.json().get("usage"));
        assertThat(streamed.head().headers()).containsEntry("content-type", "text/event-stream");
    }

    @Test
    void countsTheTokensThatItSends() {
        Played played = Asking.user("Count me").play();

        long counted = Asking.TOKENIZERS.forModel("interline/simulator").count(played.text());
        assertThat(played.completionTokens()).isEqualTo((int) counted);
        assertThat(played.json().at("/usage/prompt_tokens").asInt()).isBetween(5, 12);
        assertThat(played.json().at("/usage/total_tokens").asInt())
                .isEqualTo(played.json().at("/usage/prompt_tokens").asInt() + (int) counted);
    }

    @Test
    void endsAtTheTokenLimit() {
        Played played = Asking.user("A long story, please").maxTokens(7).play();

        assertThat(played.finish()).isEqualTo("length");
        assertThat(played.completionTokens()).isEqualTo(7);
        assertThat(Asking.user("A long story, please").play().text()).startsWith(played.text());
    }

    @Test
    void endsBeforeAStopSequence() {
        Played played = Asking.user("one STOP two").stop("nowhere", "STOP").play();

        assertThat(played.finish()).isEqualTo("stop");
        assertThat(played.text()).endsWith("one ").doesNotContain("STOP");
    }

    @Test
    void givesAsManyChoicesAsAsked() {
        Played whole = Asking.user("Three, please").fields("{\"n\":3}").play();
        Played streamed = Asking.user("Three, please").fields("{\"n\":3}").streaming().play();

        assertThat(whole.json().get("choices")).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(streamed.streamed(i, "/content"))
                    .isEqualTo(whole.json().at("/choices/" + i + "/message/content").asString());
        }
        long finished = streamed.chunks()
                .stream()
                .flatMap(chunk -> StreamSupport.stream(chunk.get("choices").spliterator(), false))
                .filter(choice -> choice.get("finish_reason").isString())
                .count();
        assertThat(finished).isEqualTo(3);
    }

    @Test
    void givesTheSameAnswerToTheSameRequestAndAnotherToAnotherSeed() {
        assertThat(Asking.user("Hello").seed(7).play().body()).isEqualTo(Asking.user("Hello").seed(7).play().body());
        assertThat(Asking.user("Hello").streaming().play().body())
                .isEqualTo(Asking.user("Hello").streaming().play().body());

        long different = LongStream.range(0, 20)
                .mapToObj(seed -> Asking.user("Hello").seed(seed).play().text())
                .distinct()
                .count();
        assertThat(different).isGreaterThan(3);
    }

    @Test
    void listsLikelyTokensForEachToken() {
        Played whole = Asking.user("Probably").fields("{\"logprobs\":true,\"top_logprobs\":4}").play();

        var entries = whole.choice().at("/logprobs/content");
        assertThat(entries).hasSize(whole.completionTokens());
        var text = new StringBuilder();
        for (var entry : entries) {
            text.append(entry.get("token").asString());
            assertThat(entry.get("top_logprobs")).hasSize(4);
            assertThat(entry.get("top_logprobs").get(0).get("token")).isEqualTo(entry.get("token"));
            double sum = 0;
            double before = 0;
            for (var top : entry.get("top_logprobs")) {
                assertThat(top.get("logprob").asDouble()).isLessThanOrEqualTo(before);
                before = top.get("logprob").asDouble();
                sum += Math.exp(before);
            }
            assertThat(sum).isLessThanOrEqualTo(1.000001);
        }
        assertThat(text).hasToString(whole.text());
        assertThat(Asking.user("Probably").fields("{\"logprobs\":true}").streaming().play().chunks().get(1)
                .at("/choices/0/logprobs/content/0/token").asString()).isNotEmpty();
        assertThat(Asking.user("Probably").play().choice().get("logprobs").isNull()).isTrue();
    }

    @Test
    void reasonsWhenAsked() {
        Played whole = Asking.user("Why?").thinking(effort("low", false)).play();
        Played streamed = Asking.user("Why?").thinking(effort("low", false)).streaming().play();

        String reasoning = whole.message().get("reasoning").asString();
        assertThat(reasoning).contains("“Why?”");
        assertThat(whole.message().at("/reasoning_details/0/type").asString()).isEqualTo("reasoning.text");
        assertThat(whole.message().at("/reasoning_details/0/text").asString()).isEqualTo(reasoning);
        assertThat(streamed.streamed(0, "/reasoning")).isEqualTo(reasoning);
        int reasoningTokens = whole.json().at("/usage/completion_tokens_details/reasoning_tokens").asInt();
        assertThat(reasoningTokens).isPositive().isLessThan(whole.completionTokens());
        assertThat(Asking.user("Why?").thinking(effort("high", false)).play()
                .json().at("/usage/completion_tokens_details/reasoning_tokens").asInt()).isGreaterThan(reasoningTokens);
    }

    @Test
    void countsReasoningThatTheClientDoesNotWantToSee() {
        Played played = Asking.user("Why?").thinking(effort("low", true)).play();

        assertThat(played.message().has("reasoning")).isFalse();
        assertThat(played.json().at("/usage/completion_tokens_details/reasoning_tokens").asInt()).isPositive();
        assertThat(Asking.user("Why?").thinking(effort("none", false)).play().message().has("reasoning")).isFalse();
    }

    @Test
    void keepsReasoningWithinItsBudgetAndTheLimit() {
        var budget = new Thinking(Optional.empty(), Optional.empty(), OptionalLong.of(5), false, false);
        Played budgeted = Asking.user("Why?").thinking(budget).play();
        assertThat(budgeted.json().at("/usage/completion_tokens_details/reasoning_tokens").asInt()).isEqualTo(5);
        assertThat(budgeted.finish()).isEqualTo("stop");

        Played limited = Asking.user("Why?").thinking(effort("high", false)).maxTokens(10).play();
        assertThat(limited.text()).isEmpty();
        assertThat(limited.finish()).isEqualTo("length");
        assertThat(limited.completionTokens()).isEqualTo(10);
    }

    private static Thinking effort(String effort, boolean exclude) {
        return new Thinking(Optional.empty(), Optional.of(effort), OptionalLong.empty(), exclude, false);
    }
}
