package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.MemberPieces;
import dev.interline.bytes.Names;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Tally;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer with vectors while it arrives: two thousand of three thousand numbers are 60 MB, which nobody should have
 * to look at in one go. What is ours to say is taken out, everything else is passed on as it comes.
 */
final class EmbeddingsReader implements Reader, MemberPieces.Handler {
    /** What says who answered, what it used, and what went wrong. */
    private static final Names TAKEN = Names.of("id", "object", "model", "provider", "usage", "error");
    private static final Names USAGE = Names.of("prompt_tokens", "input_tokens", "total_tokens",
            "prompt_tokens_details");
    private static final Names DETAILS = Names.of("audio_tokens");
    /** Most bytes of an answer: 2,048 vectors of 3,072 numbers have 82 MB. */
    private static final long LIMIT = 96L * 1024 * 1024;
    private static final int TAKEN_LIMIT = 64 * 1024;
    /** As much of the beginning as a failure shows. */
    private static final int SHOWN = 4096;
    /** No list with a vector in it is shorter. */
    private static final int SHORTEST = 8;

    private final MemberPieces members = new MemberPieces(this);
    private final ByteSink opening = new ByteSink(0);
    private final ByteSink value = new ByteSink(0);
    private final MemberChunk chunk = new MemberChunk();
    private Consumer<Chunk> out = _ -> {};
    private String taken = "";
    private boolean inVectors;
    private long vectors;
    private long passed;
    private Optional<Usage> usage = Optional.empty();
    private Optional<String> usageJson = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> model = Optional.empty();
    private @Nullable UpstreamFailure failure;

    @Override
    public void read(byte[] bytes, int from, int to, Consumer<Chunk> taker) {
        if (failure != null) {
            return;
        }
        if (opening.size() < SHOWN) {
            opening.write(bytes, from, Math.min(to, from + SHOWN - opening.size()));
        }
        out = taker;
        try {
            members.read(bytes, from, to);
        } catch (MalformedJson e) {
            failure = Failures.notJson(opening.array(), 0, opening.size(), true, e);
        }
        if (failure != null) {
            taker.accept(BareChunk.failed(failure));
        }
    }

    @Override
    public Optional<UpstreamFailure> end(Consumer<Chunk> taker) {
        if (failure == null && !members.isWhole()) {
            failure = Failures.notJson(opening.array(), 0, opening.size(), true, members.cut());
        } else if (failure == null && vectors < SHORTEST) {
            failure = Failures.noAnswer(opening.array(), 0, opening.size(), "embeddings");
        }
        return Optional.ofNullable(failure);
    }

    @Override
    public Tally tally() {
        return new Tally(usage, usageJson, Optional.empty(), Optional.empty(), id, model, Optional.empty(), 0);
    }

    @Override
    public void member(String name) {
        taken = TAKEN.find(name);
        inVectors = name.equals("data");
        value.clear();
        if (taken.isEmpty() && failure == null) {
            value.name(true, name);
            out.accept(chunk.begin(value));
        }
    }

    @Override
    public void piece(byte[] bytes, int from, int to) throws MalformedJson {
        if (taken.isEmpty()) {
            if (inVectors) {
                vectors += to - from;
            }
            passed += to - from;
            if (passed > LIMIT) {
                throw new MalformedJson("it is larger than " + LIMIT + " bytes");
            }
            if (failure == null) {
                out.accept(chunk.more(bytes, from, to, inVectors));
            }
        } else if (value.size() + to - from > TAKEN_LIMIT) {
            throw new MalformedJson(taken + " is larger than " + TAKEN_LIMIT + " bytes");
        } else {
            value.write(bytes, from, to);
        }
    }

    @Override
    public void ended() throws MalformedJson {
        var in = JsonScanner.over(value.array(), 0, value.size());
        switch (taken) {
            case "id" -> id = text(in);
            case "model" -> model = text(in);
            case "usage" -> usage(in);
            case "error" -> {
                if (!in.atNull()) {
                    byte[] error =
                            new ByteSink(value.size() + 16).text("{\"error\":").write(value).write('}').toBytes();
                    failure = Failures.inBand(error, 0, error.length);
                }
            }
            default -> {
                // Said by the gateway itself, or passed on.
            }
        }
    }

    private static Optional<String> text(JsonScanner in) throws MalformedJson {
        return in.peek() == '"' ? Optional.of(in.string()).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /** Some vendors tell the total alone; since vectors are no tokens it is the prompt. */
    private void usage(JsonScanner in) throws MalformedJson {
        if (in.peek() != '{') {
            return;
        }
        long[] counts = {-1, -1, 0};
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(USAGE)) {
                case "prompt_tokens", "input_tokens" -> counts[0] = Math.max(counts[0], in.count());
                case "total_tokens" -> counts[1] = Math.max(counts[1], in.count());
                case "prompt_tokens_details" -> counts[2] = audio(in);
                default -> in.skip();
            }
        }
        long prompt = counts[0] >= 0 ? counts[0] : counts[1];
        usage = prompt < 0 ? Optional.empty() : Optional.of(new Usage(prompt, 0, 0, 0, 0, 0, counts[2], 0, 0, 0));
        usageJson = Optional.of(new String(value.array(), 0, value.size(), StandardCharsets.UTF_8));
    }

    private static long audio(JsonScanner in) throws MalformedJson {
        long audio = 0;
        if (in.peek() != '{') {
            in.skip();
            return audio;
        }
        in.enterObject();
        while (in.nextMember()) {
            if (in.name(DETAILS).isEmpty()) {
                in.skip();
            } else {
                audio = in.count();
            }
        }
        return audio;
    }
}
