package dev.interline.routing.auto;

import dev.interline.exchange.Conversation;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Format;
import dev.interline.exchange.Need;
import dev.interline.exchange.Part;
import dev.interline.exchange.Role;
import dev.interline.exchange.Turn;
import java.util.List;
import java.util.Optional;

/**
 * What the classifier looks at.
 *
 * @param text the last that the user said: its first 3,000 and last 1,000 characters
 * @param system how the system prompt begins: 1,000 characters
 * @param images whether there are pictures in the conversation
 * @param tools whether the model may call functions
 * @param structured whether the answer must have a form
 * @param bytes size of all text of the prompt
 * @param lastModel who wrote the last answer, where the conversation says so
 */
public record Asked(String text, String system, boolean images, boolean tools, boolean structured, int bytes,
        Optional<String> lastModel) {
    static final int HEAD = 3_000;
    static final int TAIL = 1_000;

    /** A request of which only the facts are known. */
    public static Asked of(Facts facts) {
        return new Asked("", "", facts.needs().contains(Need.IMAGE_INPUT), facts.needs().contains(Need.TOOLS),
                facts.needs().contains(Need.STRUCTURED_OUTPUT), facts.prompt().bytes() - facts.prompt().imageBytes(),
                Optional.empty());
    }

    /** A request. */
    public static Asked of(Facts facts, Conversation conversation, Optional<String> lastModel) {
        Asked known = of(facts);
        return new Asked(lastOfUser(conversation.turns()), system(conversation.turns()), known.images(), known.tools(),
                known.structured() || !(conversation.format() instanceof Format.Text), known.bytes(), lastModel);
    }

    private static String lastOfUser(List<Turn> turns) {
        for (Turn turn : turns.reversed()) {
            if (turn.role() == Role.USER) {
                String said = text(turn, HEAD, TAIL);
                if (!said.isBlank()) {
                    return said;
                }
            }
        }
        return "";
    }

    private static String system(List<Turn> turns) {
        for (Turn turn : turns) {
            if (turn.role() == Role.SYSTEM || turn.role() == Role.DEVELOPER) {
                return text(turn, TAIL, 0);
            }
        }
        return "";
    }

    private static String text(Turn turn, int head, int tail) {
        var text = new StringBuilder();
        for (Part part : turn.parts()) {
            if (part instanceof Part.Text(String words, _)) {
                append(words, head, tail, text);
            }
        }
        return text.length() <= head + tail ? text.toString()
                : text.substring(0, head) + text.substring(text.length() - tail);
    }

    /** Of one part no more than could be looked at. */
    private static void append(String words, int head, int tail, StringBuilder to) {
        to.append(to.isEmpty() ? "" : "\n");
        if (words.length() <= head + tail) {
            to.append(words);
        } else {
            to.append(words, 0, head).append(words, words.length() - tail, words.length());
        }
    }
}
