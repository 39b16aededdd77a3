package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the frames read so far told about the answer as a whole: a {@link Tally} in the making. */
final class Learned {
    private final ByteSink usageJson = new ByteSink(0);
    private final UsageScan usageScan = new UsageScan();
    private Optional<Usage> usage = Optional.empty();
    private Optional<String> finish = Optional.empty();
    private Optional<String> nativeFinish = Optional.empty();
    private Optional<String> upstreamId = Optional.empty();
    private Optional<String> model = Optional.empty();
    private Optional<String> tier = Optional.empty();
    private long delivered;
    private @Nullable Tally tally = Tally.EMPTY;

    boolean lacksId() {
        return upstreamId.isEmpty();
    }

    void id(String id) {
        upstreamId = id.isEmpty() ? Optional.empty() : Optional.of(id);
        tally = null;
    }

    boolean lacksModel() {
        return model.isEmpty();
    }

    void model(String name) {
        model = name.isEmpty() ? Optional.empty() : Optional.of(name);
        tally = null;
    }

    boolean lacksTier() {
        return tier.isEmpty();
    }

    void tier(String word) {
        tier = word.isEmpty() ? Optional.empty() : Optional.of(word);
        tally = null;
    }

    /** Reads the usage object that is next, at this offset of the bytes; the last one that is read counts. */
    void usage(JsonScanner in, byte[] bytes, int from) throws MalformedJson {
        usage = usageScan.read(in);
        usageJson.clear();
        usageJson.write(bytes, from, in.position());
        tally = null;
    }

    /** A choice's finish reason; the first one counts. */
    void finish(String reason) {
        if (finish.isEmpty()) {
            finish = Optional.of(reason);
            tally = null;
        }
    }

    /** What an upstream that is a router itself was told by its own upstream. */
    void nativeFinish(String reason) {
        if (nativeFinish.isEmpty()) {
            nativeFinish = Optional.of(reason);
            tally = null;
        }
    }

    boolean finished() {
        return finish.isPresent();
    }

    void delivered(int bytes) {
        delivered += bytes;
        tally = null;
    }

    /** Asked for several times when an answer ends, but made once. */
    Tally tally() {
        Tally told = tally;
        if (told == null) {
            told = new Tally(usage, usageJson.isEmpty() ? Optional.empty() : Optional.of(usageJson.toString()),
                    finish.map(FinishReason::ofChat), nativeFinish.isPresent() ? nativeFinish : finish, upstreamId,
                    model, tier, delivered);
            tally = told;
        }
        return told;
    }
}
