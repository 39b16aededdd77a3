package dev.interline.provider.simulator;

import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.tokens.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Thinks up the choices of one answer. */
final class Replies {
    private final Ask ask;
    private final Said said;
    private final Directives directives;
    private final TokenCounter counter;
    private final Conversation conversation;

    Replies(Ask ask, Said said, Directives directives, TokenCounter counter) {
        this.ask = ask;
        this.said = said;
        this.directives = directives;
        this.counter = counter;
        conversation = ask.conversation();
    }

    /** What came of it. */
    sealed interface Outcome {}

    record Written(List<Choice> choices) implements Outcome {
        Written {
            choices = List.copyOf(choices);
        }
    }

    /** The request asks for something that cannot be done; the message says what. */
    record Impossible(String message) implements Outcome {}

    Outcome choices() {
        var choices = new ArrayList<Choice>();
        for (int i = 0; i < ask.choices(); i++) {
            long seed = Seeds.of(ask, said, i);
            try {
                choices.add(choice(seed, new SplittableRandom(seed)));
            } catch (BadSchema e) {
                return new Impossible(e.complaint());
            }
        }
        return new Written(choices);
    }

    private Choice choice(long seed, SplittableRandom random) throws BadSchema {
        if (directives.empty()) {
            return new Choice(Tokens.NONE, false, Tokens.NONE, Optional.empty(), finish("stop"), seed);
        }
        Tokens thought = reasoning(random);
        Tokens reasoning = thought.first(ask.limit());
        Optional<Tool.Function> tool = toolToCall();
        Tokens whole = tool.isPresent() ? arguments(tool.get()) : text(random);
        Tokens content = whole.first(ask.limit() - reasoning.count());
        boolean cut = reasoning.count() < thought.count() || content.count() < whole.count();
        boolean calls = tool.isPresent() && (content.count() > 0 || !cut);
        return new Choice(reasoning, !conversation.thinking().exclude(), content,
                calls ? Optional.of(call(tool.get(), seed)) : Optional.empty(),
                finish(cut ? "length" : calls ? "tool_calls" : "stop"), seed);
    }

    private Optional<String> finish(String reason) {
        return directives.finish().isEmpty()
                ? Optional.of(reason)
                : directives.finish().filter(other -> !other.equals("none"));
    }

    private Tokens reasoning(SplittableRandom random) {
        int sentences = Reasons.sentences(conversation.thinking());
        if (sentences == 0) {
            return Tokens.NONE;
        }
        Thinking thinking = conversation.thinking();
        int budget = (int) Math.min(Integer.MAX_VALUE, thinking.maxTokens().orElse(Integer.MAX_VALUE));
        return Tokens.of(Reasons.text(said, sentences, random), counter).first(budget);
    }

    private Optional<Tool.Function> toolToCall() throws BadSchema {
        List<Tool.Function> offered = conversation.tools()
                .stream()
                .filter(Tool.Function.class::isInstance)
                .map(Tool.Function.class::cast)
                .toList();
        if (said.result().isPresent()) {
            return Optional.empty();
        }
        return switch (conversation.toolChoice()) {
            case ToolChoice.None() -> Optional.empty();
            case ToolChoice.Auto() -> directives.tool().isEmpty() ? offered.stream().findFirst()
                    : offered.stream().filter(tool -> tool.name().equals(directives.tool().get())).findFirst();
            case ToolChoice.Required() -> offered.stream().findFirst();
            case ToolChoice.Named(var name) -> {
                Optional<Tool.Function> named = offered.stream().filter(tool -> tool.name().equals(name)).findFirst();
                if (named.isEmpty()) {
                    throw new BadSchema("tool_choice names '" + name + "', which is not one of the tools");
                }
                yield named;
            }
        };
    }

    private static Choice.Call call(Tool.Function tool, long seed) {
        return new Choice.Call("call_sim" + String.format("%016x", seed), tool.name());
    }

    private Tokens arguments(Tool.Function tool) throws BadSchema {
        return Tokens.of(Instances.arguments(tool.schema().orElse("{}"), tool.name(), words()), counter);
    }

    private Tokens text(SplittableRandom random) throws BadSchema {
        Tokens text = switch (conversation.format()) {
            case Format.Text() -> prose(random);
            case Format.JsonObject() -> Tokens.of(new Prose(said, random).json(), counter);
            case Format.JsonSchema format ->
                Tokens.of(Instances.answer(format.schema(), format.name(), words()), counter);
        };
        return text.before(firstStop(text.text()));
    }

    private Tokens prose(SplittableRandom random) {
        var prose = new Prose(said, random);
        OptionalInt wanted = directives.tokens();
        return wanted.isEmpty()
                ? Tokens.of(prose.text(), counter)
                : Tokens.of(prose.longText(wanted.getAsInt()), counter).first(wanted.getAsInt());
    }

    private int firstStop(String text) {
        int place = text.length();
        for (String stop : conversation.sampling().stop()) {
            int found = stop.isEmpty() ? -1 : text.indexOf(stop);
            place = found >= 0 ? Math.min(place, found) : place;
        }
        return place;
    }

    private UserWords words() {
        return new UserWords(said.last(), said.earlier());
    }
}
