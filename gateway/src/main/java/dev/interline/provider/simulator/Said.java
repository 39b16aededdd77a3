package dev.interline.provider.simulator;

import dev.interline.exchange.Conversation;
import dev.interline.exchange.Part;
import dev.interline.exchange.Role;
import dev.interline.exchange.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a conversation holds, as far as the simulator answers to it.
 *
 * @param last the user's last message, directives taken out
 * @param earlier what the user said before, oldest first
 * @param directives the insides of {@code [[simulate: ...]]} in the last message
 * @param attachments pictures, recordings and files, those of the last message if it has any
 * @param result the tool's result that the conversation ends with
 */
record Said(String last, List<String> earlier, List<String> directives, List<Part> attachments,
        Optional<ToolAnswer> result) {
    private static final Pattern DIRECTIVE = Pattern.compile("\\[\\[\\s*simulate\\s*:(.*?)\\]\\]", Pattern.DOTALL);

    /** A tool's result and the tool's name; the name is empty when no call matches. */
    record ToolAnswer(String tool, String text) {}

    static Said in(Conversation conversation) {
        List<Turn> turns = conversation.turns();
        List<Turn> spoken = turns.stream()
                .filter(turn -> turn.role() == Role.USER && turn.parts().stream().anyMatch(Said::isTheirs))
                .toList();
        if (spoken.isEmpty()) {
            return new Said("", List.of(), List.of(), List.of(), result(turns));
        }
        String last = text(spoken.getLast().parts());
        List<String> earlier = spoken.subList(0, spoken.size() - 1)
                .stream()
                .map(turn -> plain(text(turn.parts())))
                .filter(text -> !text.isEmpty())
                .toList();
        List<String> directives = DIRECTIVE.matcher(last).results().map(match -> match.group(1)).toList();
        return new Said(plain(last), earlier, directives, attachments(spoken), result(turns));
    }

    private static boolean isTheirs(Part part) {
        return part instanceof Part.Text || isAttachment(part);
    }

    private static boolean isAttachment(Part part) {
        return part instanceof Part.Image || part instanceof Part.Audio || part instanceof Part.Video
                || part instanceof Part.Document;
    }

    private static List<Part> attachments(List<Turn> spoken) {
        for (Turn turn : spoken.reversed()) {
            List<Part> found = turn.parts().stream().filter(Said::isAttachment).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static String plain(String text) {
        return DIRECTIVE.matcher(text).replaceAll("").strip();
    }

    private static String text(List<Part> parts) {
        return parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining("\n"));
    }

    private static Optional<ToolAnswer> result(List<Turn> turns) {
        List<Part> results = turns.isEmpty()
                ? List.of()
                : turns.getLast().parts().stream().filter(Part.ToolResult.class::isInstance).toList();
        if (results.isEmpty()) {
            return Optional.empty();
        }
        var result = (Part.ToolResult) results.getLast();
        return Optional.of(new ToolAnswer(tool(turns, result.callId()), text(result.content())));
    }

    private static String tool(List<Turn> turns, String callId) {
        var names = new ArrayList<String>();
        for (Turn turn : turns) {
            for (Part part : turn.parts()) {
                if (part instanceof Part.ToolCall call && call.id().equals(callId)) {
                    names.add(call.name());
                }
            }
        }
        return names.isEmpty() ? "" : names.getLast();
    }
}
