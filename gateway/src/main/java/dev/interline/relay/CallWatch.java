package dev.interline.relay;

import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Sign;
import dev.interline.exchange.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the tool calls of one answer. It stands between a reader's chunk and the writer: where the writer decodes, it hears
 * the same; where the writer copies bytes, it decodes those that have calls in them, and nothing else.
 */
final class CallWatch implements Chunk {
    /** Arguments beyond so many characters are not judged. */
    private static final int MOST = 256 * 1024;

    private final List<Call> calls = new ArrayList<>(2);
    private @Nullable Chunk chunk;
    private boolean heard;
    private int length;

    /** A call as far as it was told. */
    static final class Call {
        private final int choice;
        private final int index;
        private final StringBuilder arguments = new StringBuilder();
        private String name = "";

        private Call(int choice, int index) {
            this.choice = choice;
            this.index = index;
        }

        String name() {
            return name;
        }

        String arguments() {
            return arguments.toString();
        }
    }

    /** Stands for this chunk until {@link #passed}. */
    Chunk over(Chunk next) {
        chunk = next;
        heard = false;
        return this;
    }

    /** The writer has taken the chunk. */
    void passed() {
        if (!heard && has(Sign.CALL)) {
            now().events(this::hear);
        }
    }

    /** The calls that were heard; none if they are too long to be judged. */
    List<Call> calls() {
        return length > MOST ? List.of() : calls;
    }

    @Override
    public boolean has(Sign sign) {
        return now().has(sign);
    }

    @Override
    public Frame frame() {
        return now().frame();
    }

    @Override
    public void events(Consumer<Event> to) {
        if (heard) {
            now().events(to);
            return;
        }
        heard = true;
        now().events(event -> {
            hear(event);
            to.accept(event);
        });
    }

    @Override
    public Optional<UpstreamFailure> failure() {
        return now().failure();
    }

    private Chunk now() {
        if (chunk == null) {
            throw new IllegalStateException("no chunk");
        }
        return chunk;
    }

    private void hear(Event event) {
        if (event instanceof Event.ToolCalled piece) {
            Call call = call(piece.choice(), piece.index());
            piece.name().filter(name -> !name.isEmpty()).ifPresent(name -> call.name = name);
            length += piece.arguments().length();
            if (length <= MOST) {
                call.arguments.append(piece.arguments());
            }
        }
    }

    private Call call(int choice, int index) {
        for (Call call : calls) {
            if (call.choice == choice && call.index == index) {
                return call;
            }
        }
        var call = new Call(choice, index);
        calls.add(call);
        return call;
    }
}
