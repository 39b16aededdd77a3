package dev.interline.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchAppenderTest {
    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private Logger logger(OutputStream to) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %msg%n");
        encoder.start();
        var appender = new BatchAppender(encoder, new PrintStream(to, true, StandardCharsets.UTF_8));
        appender.setContext(context);
        appender.start();
        Logger logger = context.getLogger("test");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        return logger;
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void losesNothingWhenItIsStopped() {
        Logger logger = logger(written);
        IntStream.range(0, 5000).forEach(i -> logger.info("{}", i));
        context.stop();
        assertThat(lines()).isEqualTo(IntStream.range(0, 5000).mapToObj(i -> "INFO " + i).toList());
    }

    @Test
    void writesWithoutBeingStopped() {
        logger(written).info("now");
        await().untilAsserted(() -> assertThat(lines()).containsExactly("INFO now"));
        context.stop();
    }

    @Test
    void writesManyEntriesAtOnce() {
        var writes = new AtomicInteger();
        Logger logger = logger(new OutputStream() {
            @Override
            public void write(int octet) {
                written.write(octet);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                writes.incrementAndGet();
                written.write(bytes, from, length);
            }
        });
        IntStream.range(0, 5000).forEach(i -> logger.info("{}", i));
        context.stop();
        assertThat(lines()).hasSize(5000);
        assertThat(writes.get()).isLessThan(2500);
    }

    @Test
    void keepsRoomForWarningsWhenItCannotKeepUp() {
        var go = new CountDownLatch(1);
        Logger logger = logger(new OutputStream() {
            @Override
            public void write(int octet) {
                written.write(octet);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                written.write(bytes, from, length);
            }
        });
        IntStream.range(0, 20_000).forEach(i -> logger.info("{}", i));
        logger.warn("trouble");
        go.countDown();
        await().untilAsserted(() -> assertThat(lines()).last().isEqualTo("WARN trouble"));
        assertThat(lines()).hasSizeLessThan(20_000);
        context.stop();
    }
}
