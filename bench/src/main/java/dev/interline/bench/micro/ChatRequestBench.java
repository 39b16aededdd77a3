package dev.interline.bench.micro;

import dev.interline.dialect.chat.ChatDialect;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Target;
import dev.interline.provider.openai.OpenAiProvider;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A chat request on its way to a chat upstream: checked, then spliced. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChatRequestBench {
    private final Dialect dialect = new ChatDialect();
    private final Provider provider = new OpenAiProvider(InstantSource.system());
    private final Target target = Samples.target("openai");
    private final byte[] request = Samples.chatRequest(2048, false);

    @Benchmark
    public Parsed parse() {
        return dialect.parse(Operation.GENERATE, request, request.length, Headers.NONE);
    }

    @Benchmark
    public Prepared parseAndPrepare() {
        return provider.prepare(Samples.exchange(dialect, request), target);
    }
}
