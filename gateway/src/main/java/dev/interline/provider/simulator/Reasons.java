package dev.interline.provider.simulator;

import dev.interline.exchange.Thinking;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the simulator "thinks" before it answers, when it is asked to reason. */
final class Reasons {
    private static final List<String> STEPS = List.of(
            "I am a simulator, so I will not solve this; I will show that I received it.",
            "What the user said has to be quoted as it was said.",
            "If the question is about something said earlier, I look it up there.",
            "Nothing may be made up that the conversation does not hold.",
            "The answer must keep to the length and the form that were asked for.",
            "Let me check once more that every name is spelled as the user spelled it.",
            "That is enough to write the answer.");

    private Reasons() {}

    /** How many sentences; 0 when no reasoning is wanted. */
    static int sentences(Thinking thinking) {
        String effort = thinking.effort().orElse("");
        boolean wanted = thinking.enabled()
                .orElse(!effort.isEmpty() || thinking.maxTokens().isPresent() || thinking.adaptive());
        if (!wanted || effort.equals("none")) {
            return 0;
        }
        return switch (effort) {
            case "minimal" -> 1;
            case "low" -> 2;
            case "high" -> 5;
            case "xhigh", "max" -> 7;
            default -> 3;
        };
    }

    static String text(Said said, int sentences, SplittableRandom random) {
        int offset = random.nextInt(STEPS.size());
        return "The user says: " + Prose.quote(said.last(), 120) + " " + IntStream.range(0, sentences)
                .mapToObj(i -> STEPS.get((offset + i) % STEPS.size()))
                .collect(Collectors.joining(" "));
    }
}
