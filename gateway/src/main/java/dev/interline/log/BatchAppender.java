package dev.interline.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes entries by a thread of its own, all that wait in one write: those who log wait for no terminal, and the access
 * log of a busy server needs no call of the system for each line. If it cannot keep up, entries below a warning are
 * dropped.
 */
final class BatchAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int QUEUE = 8192;
    /** Room that is kept for warnings. */
    private static final int RESERVE = QUEUE / 5;
    /** How long entries are gathered behind one write before the next. */
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(QUEUE);
    private final Encoder<ILoggingEvent> encoder;
    private final PrintStream out;
    private final Thread writer = Thread.ofPlatform().daemon().name("log").unstarted(this::run);

    BatchAppender(Encoder<ILoggingEvent> encoder, PrintStream out) {
        this.encoder = encoder;
        this.out = out;
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN) || waiting.remainingCapacity() > RESERVE) {
            event.prepareForDeferredProcessing();
            waiting.offer(event);
        }
    }

    /** Writes out what still waits. */
    @Override
    public void stop() {
        if (isStarted()) {
            super.stop();
            writer.interrupt();
            try {
                writer.join(STOP_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        var batch = new ArrayList<ILoggingEvent>();
        try {
            while (isStarted()) {
                batch.add(waiting.take());
                write(batch);
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            // The end: the thread is ours, nobody else interrupts it.
        }
        write(batch);
    }

    private void write(List<ILoggingEvent> batch) {
        waiting.drainTo(batch);
        var lines = new ByteArrayOutputStream(256 * (batch.size() + 1));
        for (ILoggingEvent event : batch) {
            try {
                lines.writeBytes(encoder.encode(event));
            } catch (RuntimeException e) {
                addError("An entry of " + event.getLoggerName() + " could not be written", e);
            }
        }
        batch.clear();
        out.writeBytes(lines.toByteArray());
        out.flush();
    }
}
