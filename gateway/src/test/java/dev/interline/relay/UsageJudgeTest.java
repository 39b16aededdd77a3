package dev.interline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Facts;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageJudgeTest {
    private static final long CONTEXT = 1000;

    @Test
    void believesWhatCanBeTrue() {
        var told = new Usage(100, 50, 40, 10, 5, 20, 3, 4, 0, 1);
        var judged = UsageJudge.judge(facts(400), tally(Optional.of(told)), 200, CONTEXT, true);
        assertThat(judged).isEqualTo(new UsageJudge.Judged(told, false, false));
    }

    @Test
    void neverCreditsTheCallerForNegativeCounts() {
        var told = new Usage(-1_000_000, -5, -1, -1, -1, -1, -1, -1, -1, -1);
        var judged = UsageJudge.judge(facts(400), tally(Optional.of(told)), 200, CONTEXT, true);
        assertThat(judged.usage()).isEqualTo(Usage.NONE);
        assertThat(judged.clamped()).isTrue();
    }

    @Test
    void cutsAbsurdCountsToWhatFitsTheEndpoint() {
        var told = new Usage(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1, 1, Long.MAX_VALUE, 0, 0, 0, 0);
        var judged = UsageJudge.judge(facts(400), tally(Optional.of(told)), 200, CONTEXT, true);
        assertThat(judged.usage()).isEqualTo(new Usage(1000, 1000, 1000, 0, 0, 1000, 0, 0, 0, 0));
        assertThat(judged.clamped()).isTrue();
    }

    @Test
    void estimatesWhatNobodyTold() {
        var judged = UsageJudge.judge(facts(401), tally(Optional.empty()), 10, CONTEXT, true);
        assertThat(judged).isEqualTo(new UsageJudge.Judged(Usage.of(101, 3), true, false));
    }

    @Test
    void countsWhatWasDeliveredWhenTheAnswerEndedEarly() {
        var told = Usage.of(100, 1);
        var judged = UsageJudge.judge(facts(400), tally(Optional.of(told)), 40, CONTEXT, false);
        assertThat(judged).isEqualTo(new UsageJudge.Judged(Usage.of(100, 10), true, false));
    }

    @Test
    void countsNoOutputOfVectors() {
        var facts = vectors(401, 3);
        assertThat(UsageJudge.judge(facts, tally(Optional.empty()), 60_000, CONTEXT, true))
                .isEqualTo(new UsageJudge.Judged(Usage.of(101, 0), true, false));
        assertThat(UsageJudge.judge(facts, tally(Optional.of(Usage.of(100, 0))), 60_000, CONTEXT, false))
                .isEqualTo(new UsageJudge.Judged(Usage.of(100, 0), false, false));
    }

    @Test
    void letsEachInputFillTheContext() {
        assertThat(UsageJudge.judge(vectors(400, 3), tally(Optional.of(Usage.of(3000, 0))), 0, CONTEXT, true))
                .isEqualTo(new UsageJudge.Judged(Usage.of(3000, 0), false, false));
        assertThat(UsageJudge.judge(vectors(400, 3), tally(Optional.of(Usage.of(3001, 0))), 0, CONTEXT, true))
                .isEqualTo(new UsageJudge.Judged(Usage.of(3000, 0), false, true));
    }

    private static Facts vectors(int promptBytes, int inputs) {
        return new Facts(Operation.EMBED, "m", List.of(), false, OptionalLong.empty(), Set.of(), Set.of(),
                Preferences.NONE, Optional.empty(), Optional.empty(), Prompt.text(promptBytes), new Output(inputs, 0));
    }

    private static Facts facts(int promptBytes) {
        return new Facts(Operation.GENERATE, "m", List.of(), true, OptionalLong.empty(), Set.of(), Set.of(),
                Preferences.NONE, Optional.empty(), Optional.empty(), Prompt.text(promptBytes), Output.PLAIN);
    }

    private static Tally tally(Optional<Usage> usage) {
        return new Tally(usage, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), 0);
    }
}
