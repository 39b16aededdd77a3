package dev.interline.bench.micro;

import dev.interline.bytes.ByteSink;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Target;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Writer;
import dev.interline.provider.anthropic.AnthropicProvider;
import dev.interline.provider.openai.OpenAiProvider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A JSON answer on its way to the client: read, tallied, and written with what it used and cost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnswerBench {
    private static final Optional<String> JSON = Optional.of("application/json");

    private final Dialect chat = new ChatDialect();
    private final Dialect messages = new MessagesDialect();
    private final Provider openai = new OpenAiProvider(InstantSource.system());
    private final Provider anthropic = new AnthropicProvider();
    private final Target gpt = Samples.target("openai", "gpt-4o-mini");
    private final Target claude = Samples.target("anthropic", "claude-sonnet-4-5");
    private final Exchange chatRequest = Samples.exchange(chat, Samples.chatRequest(2048, false));
    private final Exchange messagesRequest = Samples.exchange(messages, Samples.messagesRequest(2048, false));
    private final byte[] chatAnswer = Samples.chatAnswer();
    private final byte[] messagesAnswer = Samples.messagesAnswer();
    private final Answer answer = Samples.answer(false);
    private final ByteSink out = new ByteSink(4096);

    @Benchmark
    public ByteSink chatToChat() {
        return answer(openai, gpt, chatAnswer, chat, chatRequest);
    }

    @Benchmark
    public ByteSink messagesToMessages() {
        return answer(anthropic, claude, messagesAnswer, messages, messagesRequest);
    }

    @Benchmark
    public ByteSink messagesToChat() {
        return answer(anthropic, claude, messagesAnswer, chat, chatRequest);
    }

    @Benchmark
    public ByteSink chatToMessages() {
        return answer(openai, gpt, chatAnswer, messages, messagesRequest);
    }

    private ByteSink answer(Provider provider, Target target, byte[] bytes, Dialect dialect, Exchange exchange) {
        out.clear();
        Reader reader = provider.reader(exchange, target, JSON);
        Writer writer = dialect.writer(exchange, answer);
        reader.read(bytes, 0, bytes.length, chunk -> writer.write(chunk, out));
        reader.end(chunk -> writer.write(chunk, out));
        Tally tally = reader.tally();
        writer.finish(new Settled(tally.usage().orElse(Usage.NONE), Cost.FREE, tally), out);
        return out;
    }
}
