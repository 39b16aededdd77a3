package dev.interline.bench.micro;

import dev.interline.bytes.ByteSink;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Target;
import dev.interline.exchange.Writer;
import dev.interline.provider.anthropic.AnthropicProvider;
import dev.interline.provider.openai.OpenAiProvider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Events in the middle of a stream: framed, scanned, and spliced or written anew. A burst is 100 of them in one read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkBench {
    private static final int BURST = 100;

    private final Dialect chat = new ChatDialect();
    private final Dialect messages = new MessagesDialect();
    private final Provider openai = new OpenAiProvider(InstantSource.system());
    private final Provider anthropic = new AnthropicProvider();
    private final Exchange chatRequest = Samples.exchange(chat, Samples.chatRequest(2048, true));
    private final Exchange messagesRequest = Samples.exchange(messages, Samples.messagesRequest(2048, true));
    private final byte[] chatEvent = Samples.chatEvent();
    private final byte[] messagesEvent = Samples.messagesEvent();
    private final byte[] chatBurst = Samples.repeated(chatEvent, BURST);

    private final Stream chatToChat = new Stream(openai, chat, chatRequest);
    private final Stream chatToMessages = new Stream(openai, messages, messagesRequest);
    private final Stream messagesToMessages = new Stream(anthropic, messages, messagesRequest).read(
            Samples.messagesStart());
    private final Stream messagesToChat = new Stream(anthropic, chat, chatRequest).read(Samples.messagesStart());

    @Benchmark
    public Stream chatToChat() {
        return chatToChat.read(chatEvent);
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public Stream chatToChatBurst() {
        return chatToChat.read(chatBurst);
    }

    @Benchmark
    public Stream messagesToMessages() {
        return messagesToMessages.read(messagesEvent);
    }

    @Benchmark
    public Stream messagesToChat() {
        return messagesToChat.read(messagesEvent);
    }

    @Benchmark
    public Stream chatToMessages() {
        return chatToMessages.read(chatEvent);
    }

    /** One stream through the gateway, which never ends. */
    public static final class Stream {
        private final Reader reader;
        private final ByteSink out = new ByteSink(64 * 1024);
        private final Consumer<Chunk> taker;

        private Stream(Provider provider, Dialect dialect, Exchange exchange) {
            Target target = Samples.target("any", "any");
            Answer answer = Samples.answer(true);
            Writer writer = dialect.writer(exchange, answer);
            this.reader = provider.reader(exchange, target, Optional.of("text/event-stream"));
            this.taker = chunk -> writer.write(chunk, out);
        }

        private Stream read(byte[] events) {
            out.clear();
            reader.read(events, 0, events.length, taker);
            return this;
        }
    }
}
