package dev.interline.routing.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTest {
    private static final Classifier CLASSIFIER = Classifier.shipped();

    /** As many as were right when it was written; docs/routers.md tells the share. */
    @ParameterizedTest
    @CsvSource({"prompts.txt, 140, 137", "prompts-held-out.txt, 60, 58"})
    void isRightAsOftenAsItWasMeasured(String file, int all, int right) {
        List<LabelledPrompt> prompts = LabelledPrompt.read(file);
        assertThat(prompts).hasSize(all);
        List<LabelledPrompt> wrong = prompts.stream()
                .filter(prompt -> CLASSIFIER.judge(prompt.asked()).task() != prompt.task()).toList();
        String told = wrong.stream().map(prompt -> prompt.task() + " taken for " + CLASSIFIER.judge(prompt.asked())
                + ": " + prompt.asked().text()).collect(Collectors.joining("\n"));
        assertThat(all - wrong.size()).as(told).isGreaterThanOrEqualTo(right);
    }

    @Test
    void addsWhatElseItTakes() {
        assertThat(judged("Was ist ein Gletscher?", false, false, 100))
                .isEqualTo(new Judgment(Task.KNOWLEDGE, Set.of(Skill.LANGUAGES), 1));
        assertThat(judged("Solve for x: 2x + 1 = 7", true, false, 100).skills()).containsOnly(Skill.MATH);
        assertThat(judged("What's the weather?", false, true, 500_000).skills()).contains(Skill.TOOLS);
        assertThat(judged("", false, false, 0)).isEqualTo(new Judgment(Task.CHAT, Set.of(), 0));
        assertThat(judged("Xylophone zebra quartz, nine of them standing by", false, false, 48).task())
                .isEqualTo(Task.GENERAL);
    }

    private static Judgment judged(String text, boolean images, boolean tools, int bytes) {
        return CLASSIFIER.judge(new Asked(text, "", images, tools, false, bytes, Optional.empty()));
    }
}
