package dev.interline.bench.micro;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** JSON passed over and validated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScannerBench {
    private final JsonScanner in = new JsonScanner();
    private final byte[] request2KB = Samples.chatRequest(2048, false);
    private final byte[] prompt100KB = Samples.chatRequest(100_000, false);
    private final byte[] picture10MB = Samples.chatPicture(10_000_000);
    private final byte[] chinese100KB =
            Samples.bytes("\"" + "\u4f60\u597d\uff0c\u4e16\u754c\u3002".repeat(5_555) + "\"");
    private final byte[] numbers100KB = Samples.bytes("[" + "0.0123456789,-0.9876543210,".repeat(3_700) + "1]");

    @Benchmark
    public int request2KB() throws MalformedJson {
        return skip(request2KB);
    }

    @Benchmark
    public int prompt100KB() throws MalformedJson {
        return skip(prompt100KB);
    }

    @Benchmark
    public int picture10MB() throws MalformedJson {
        return skip(picture10MB);
    }

    @Benchmark
    public int chinese100KB() throws MalformedJson {
        return skip(chinese100KB);
    }

    @Benchmark
    public int numbers100KB() throws MalformedJson {
        return skip(numbers100KB);
    }

    private int skip(byte[] json) throws MalformedJson {
        in.reset(json, 0, json.length).skip();
        in.expectEnd();
        return in.position();
    }
}
