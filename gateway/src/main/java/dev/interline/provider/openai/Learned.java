package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Usage;
import java.util.Optional;

/** What the frames read so far told about the answer as a whole: a {@link Tally} in the making. */
final class Learned {
    private final ByteSink usageJson = new ByteSink(512);
    private final UsageScan usageScan = new UsageScan();
    private Optional<Usage> usage = Optional.empty();
    private Optional<String> finish = Optional.empty();
    private Optional<String> nativeFinish = Optional.empty();
    private Optional<String> upstreamId = Optional.empty();
    private Optional<String> model = Optional.empty();
    private long delivered;

    boolean lacksId() {
        return upstreamId.isEmpty();
    }

    void id(String id) {
        upstreamId = id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    boolean lacksModel() {
        return model.isEmpty();
    }

    void model(String name) {
        model = name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** The usage object in {@code bytes[from, to)}; the last one that is read counts. */
    void usage(byte[] bytes, int from, int to) {
        usageJson.clear();
        usageJson.write(bytes, from, to);
        usage = usageScan.read(bytes, from, to);
    }

    /** A choice's finish reason; the first one counts. */
    void finish(String reason) {
        if (finish.isEmpty()) {
            finish = Optional.of(reason);
        }
    }

    /** What an upstream that is a router itself was told by its own upstream. */
    void nativeFinish(String reason) {
        if (nativeFinish.isEmpty()) {
            nativeFinish = Optional.of(reason);
        }
    }

    boolean finished() {
        return finish.isPresent();
    }

    void delivered(int bytes) {
        delivered += bytes;
    }

    Tally tally() {
        return new Tally(usage, usageJson.isEmpty() ? Optional.empty() : Optional.of(usageJson.toString()),
                finish.map(FinishReason::ofChat), nativeFinish.or(() -> finish), upstreamId, model, delivered);
    }
}
