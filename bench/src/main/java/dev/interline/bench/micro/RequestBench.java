package dev.interline.bench.micro;

import dev.interline.dialect.chat.ChatDialect;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Target;
import dev.interline.provider.anthropic.AnthropicProvider;
import dev.interline.provider.openai.OpenAiProvider;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A request on its way upstream: read and checked, then spliced or, for another wire, decoded and written anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBench {
    private final Dialect chat = new ChatDialect();
    private final Dialect messages = new MessagesDialect();
    private final Provider openai = new OpenAiProvider(InstantSource.system());
    private final Provider anthropic = new AnthropicProvider();
    private final Target gpt = Samples.target("openai", "gpt-4o-mini");
    private final Target claude = Samples.target("anthropic", "claude-sonnet-4-5");
    private final byte[] chatRequest = Samples.chatRequest(2048, false);
    private final byte[] messagesRequest = Samples.messagesRequest(2048, false);
    private final byte[] prompt = Samples.chatRequest(100_000, false);
    private final byte[] picture = Samples.chatPicture(10_000_000);

    @Benchmark
    public Exchange parseChat() {
        return Samples.exchange(chat, chatRequest);
    }

    @Benchmark
    public Exchange parseMessages() {
        return Samples.exchange(messages, messagesRequest);
    }

    @Benchmark
    public Prepared chatToChat() {
        return openai.prepare(Samples.exchange(chat, chatRequest), gpt);
    }

    @Benchmark
    public Prepared chatToChat100KB() {
        return openai.prepare(Samples.exchange(chat, prompt), gpt);
    }

    @Benchmark
    public Prepared chatToChatPicture10MB() {
        return openai.prepare(Samples.exchange(chat, picture), gpt);
    }

    @Benchmark
    public Prepared messagesToMessages() {
        return anthropic.prepare(Samples.exchange(messages, messagesRequest), claude);
    }

    @Benchmark
    public Prepared chatToMessages() {
        return anthropic.prepare(Samples.exchange(chat, chatRequest), claude);
    }

    @Benchmark
    public Prepared messagesToChat() {
        return openai.prepare(Samples.exchange(messages, messagesRequest), gpt);
    }
}
