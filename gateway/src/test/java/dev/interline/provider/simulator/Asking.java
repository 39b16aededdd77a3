package dev.interline.provider.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Format;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Media;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Part;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Role;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Target;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Turn;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import dev.interline.tokens.Tokenizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A request to the simulator, put together piece by piece. */
final class Asking {
    static final Tokenizers TOKENIZERS = new Tokenizers();
    static final Target TARGET = new Target(Simulator.vendor(), "interline/simulator", "interline/simulator", 0,
            Set.of());

    private final List<Turn> turns = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private ToolChoice toolChoice = new ToolChoice.Auto();
    private Format format = new Format.Text();
    private Thinking thinking = Thinking.UNSAID;
    private OptionalLong maxTokens = OptionalLong.empty();
    private OptionalLong seed = OptionalLong.empty();
    private List<String> stop = List.of();
    private String fields = "{}";
    private boolean stream;

    static Asking user(String text) {
        return new Asking().says(Role.USER, text);
    }

    Asking says(Role role, String text) {
        return says(role, new Part.Text(text, Optional.empty()));
    }

    Asking says(Role role, Part... parts) {
        turns.add(new Turn(role, Arrays.asList(parts), Optional.empty()));
        return this;
    }

    Asking calls(String id, String name, String arguments) {
        return says(Role.ASSISTANT, new Part.ToolCall(id, name, arguments, Optional.empty()));
    }

    Asking result(String id, String text) {
        return says(Role.TOOL, new Part.ToolResult(id, List.of(new Part.Text(text, Optional.empty())), false,
                Optional.empty()));
    }

    Asking tool(String name, String schema) {
        tools.add(new Tool.Function(name, Optional.empty(), Optional.of(schema), Optional.empty(), Optional.empty()));
        return this;
    }

    Asking choosing(ToolChoice choice) {
        toolChoice = choice;
        return this;
    }

    Asking format(Format wanted) {
        format = wanted;
        return this;
    }

    Asking thinking(Thinking wanted) {
        thinking = wanted;
        return this;
    }

    Asking maxTokens(long most) {
        maxTokens = OptionalLong.of(most);
        return this;
    }

    Asking seed(long number) {
        seed = OptionalLong.of(number);
        return this;
    }

    Asking stop(String... texts) {
        stop = List.of(texts);
        return this;
    }

    /** Top-level fields of the chat wire, as JSON. */
    Asking fields(String json) {
        fields = json;
        return this;
    }

    Asking streaming() {
        stream = true;
        return this;
    }

    Played play() {
        var simulator = new Simulator(new Unread(), new Unread(), TOKENIZERS);
        return switch (simulator.prepare(exchange(), TARGET)) {
            case Prepared.Local(var script) -> Played.all(script.get());
            case Prepared.Call _, Prepared.Inexpressible _ -> throw new AssertionError("no script");
        };
    }

    static Part.Image image(String url) {
        return new Part.Image(new Media.Url(url), Optional.empty(), Optional.empty());
    }

    Exchange exchange() {
        var conversation = new Conversation(turns, tools, toolChoice, Optional.empty(),
                new Sampling(maxTokens, Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), seed, stop),
                format, thinking, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var facts = new Facts(Operation.GENERATE, "interline/simulator", List.of(), stream, maxTokens, Set.of(),
                Set.of(), Preferences.NONE, Optional.empty(), Optional.empty(),
                Prompt.text(100), Output.PLAIN);
        return new Exchange(Wire.CHAT, facts, scanned(), Headers.NONE, _ -> conversation);
    }

    private JsonFields scanned() {
        byte[] bytes = fields.getBytes(UTF_8);
        try {
            return JsonFields.scan(bytes, 0, bytes.length);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /** The reader of answers is another provider's; these tests look at the bytes. */
    private record Unread() implements Provider {
        @Override
        public Wire wire() {
            return Wire.CHAT;
        }

        @Override
        public Prepared prepare(Exchange exchange, Target target) {
            throw new AssertionError();
        }

        @Override
        public Reader reader(Exchange exchange, Target target, Optional<String> contentType) {
            throw new AssertionError();
        }

        @Override
        public UpstreamFailure classify(int status, Headers headers, byte[] body) {
            throw new AssertionError();
        }
    }
}
