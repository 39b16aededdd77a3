package dev.interline.provider.anthropic;

import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Sign;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One frame of an answer; the same object for all frames of an answer. */
final class AnthropicChunk implements Chunk {
    private static final byte[] NOTHING = new byte[0];

    final FrameScan scan = new FrameScan(new UsageCounts());
    private final OpenBlocks blocks = new OpenBlocks();

    private int signs;
    private String type = "";
    private Frame frame = new Frame(Wire.MESSAGES, "", NOTHING, 0, 0, scan.spans, false);
    private Optional<UpstreamFailure> failure = Optional.empty();

    @Override
    public boolean has(Sign sign) {
        return (signs & 1 << sign.ordinal()) != 0;
    }

    @Override
    public Frame frame() {
        return frame;
    }

    @Override
    public Optional<UpstreamFailure> failure() {
        return failure;
    }

    /** Takes the streamed event that was just scanned. */
    Chunk event(String name, String kind, int from, int to) {
        signs = 0;
        type = kind;
        mark(Sign.CONTENT, scan.content);
        mark(Sign.FINISH, !scan.stopReason.isEmpty());
        mark(Sign.USAGE, scan.usageFrom >= 0);
        mark(Sign.PING, kind.equals("ping"));
        mark(Sign.END, kind.equals("message_stop"));
        frame = new Frame(Wire.MESSAGES, name, scan.bytes, from, to, scan.spans, false);
        if (kind.equals("content_block_start")) {
            blocks.start(scan);
        } else if (kind.equals("content_block_delta")) {
            blocks.delta(scan);
        }
        mark(Sign.CALL, kind.startsWith("content_block_") && blocks.tool(scan.index).isPresent());
        return this;
    }

    /** Takes the whole message that was just scanned. */
    Chunk message(int size) {
        signs = 0;
        type = "message";
        mark(Sign.CONTENT, scan.content);
        mark(Sign.CALL, scan.stopReason.equals("tool_use"));
        mark(Sign.FINISH, true);
        mark(Sign.USAGE, scan.usageFrom >= 0);
        mark(Sign.END, true);
        frame = new Frame(Wire.MESSAGES, "", scan.bytes, 0, size, scan.spans, true);
        return this;
    }

    /** Takes the count of tokens that was just scanned. */
    Chunk count(int size) {
        message(size);
        type = "count";
        signs = 0;
        mark(Sign.USAGE, true);
        mark(Sign.END, true);
        return this;
    }

    /** A sign of life that is no event. */
    Chunk ping() {
        return nothing(Sign.PING);
    }

    Chunk failed(UpstreamFailure broken) {
        nothing(Sign.FAILURE);
        failure = Optional.of(broken);
        return this;
    }

    @Override
    public void events(Consumer<Event> to) {
        switch (type) {
            case "content_block_delta" -> delta(to);
            case "content_block_start" -> start(to);
            case "content_block_stop" -> stop(to);
            case "message", "message_start" -> {
                if (scan.partFrom >= 0) {
                    BlockEvents.all(scan.bytes, scan.partFrom, scan.partTo, to);
                }
            }
            default -> {
                // Pings, ends and what nobody knows say nothing in neutral words.
            }
        }
        if (!scan.stopReason.isEmpty() && has(Sign.FINISH)) {
            to.accept(new Event.Finished(0, StopReasons.finish(scan.stopReason), scan.stopReason));
        }
    }

    private void start(Consumer<Event> to) {
        if (scan.partFrom >= 0) {
            BlockEvents.begun(scan.bytes, scan.partFrom, scan.partTo, blocks.tool(scan.index).orElse(0),
                    blocks.reasoning(scan.index), to);
        }
    }

    private void delta(Consumer<Event> to) {
        if (scan.delta.citationFrom >= 0) {
            Citations.annotation(scan.bytes, scan.delta.citationFrom, scan.delta.citationTo).ifPresent(
                    json -> to.accept(new Event.Annotated(0, json)));
        }
        if (!scan.delta.hasValue()) {
            return;
        }
        String text = JsonText.decode(scan.bytes, scan.delta.valueFrom, scan.delta.valueTo);
        switch (scan.delta.type) {
            case "text_delta" -> to.accept(new Event.Text(0, text));
            case "thinking_delta" -> to.accept(reasoned(text, Optional.empty()));
            case "signature_delta" -> to.accept(reasoned("", Optional.of(text)));
            case "input_json_delta" -> {
                OptionalInt tool = blocks.tool(scan.index);
                if (tool.isPresent()) {
                    to.accept(new Event.ToolCalled(0, tool.getAsInt(), Optional.empty(), Optional.empty(), text));
                }
            }
            default -> {
                // A kind of delta that other wires have no word for.
            }
        }
    }

    /** A call without arguments is an empty object to everyone else. */
    private void stop(Consumer<Event> to) {
        OptionalInt tool = blocks.tool(scan.index);
        if (tool.isPresent() && !blocks.hasArguments(scan.index)) {
            to.accept(new Event.ToolCalled(0, tool.getAsInt(), Optional.empty(), Optional.empty(), "{}"));
        }
    }

    private Event reasoned(String text, Optional<String> signature) {
        return new Event.Reasoned(0, new Reasoning(Reasoning.Kind.TEXT, text, signature, Optional.empty(),
                Optional.of(Reasoning.ANTHROPIC), blocks.reasoning(scan.index)));
    }

    private Chunk nothing(Sign sign) {
        signs = 0;
        mark(sign, true);
        type = "";
        scan.spans.clear();
        frame = new Frame(Wire.MESSAGES, "", NOTHING, 0, 0, scan.spans, false);
        return this;
    }

    private void mark(Sign sign, boolean there) {
        signs |= there ? 1 << sign.ordinal() : 0;
    }
}
