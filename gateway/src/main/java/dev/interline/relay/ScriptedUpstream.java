package dev.interline.relay;

import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Script;
import dev.interline.exchange.UpstreamFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plays a script on the event loop as if an upstream sent it. */
final class ScriptedUpstream implements Upstream {
    /** Steps without a pause that are played in one go before the loop gets its turn. */
    private static final int BURST = 16;

    private final Loop loop;
    private final Listener listener;
    private @Nullable Script script;
    private boolean over;
    private boolean paused;
    private boolean waiting;

    ScriptedUpstream(Loop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    void start(Prepared.Local local) {
        loop.aside(local.script(), this::begin,
                e -> listener.broken(
                        UpstreamFailure.of(Fault.INTERNAL, "The provider failed: " + e.getClass().getSimpleName())));
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        if (paused) {
            paused = false;
            if (!waiting) {
                play();
            }
        }
    }

    @Override
    public void cancel() {
        over = true;
    }

    @Override
    public void release() {
        over = true;
    }

    private void begin(Script made) {
        script = made;
        Script.Head head = made.head();
        after(head.after(), () -> listener.head(head.status(), Headers.of(head.headers())));
        play();
    }

    private void play() {
        int played = 0;
        while (goesOn() && script != null && played < BURST) {
            play(script.next());
            played++;
        }
        if (!over) {
            listener.caughtUp();
        }
        if (goesOn() && played == BURST) {
            loop.run(this::play);
        }
    }

    private boolean goesOn() {
        return !over && !paused && !waiting;
    }

    private void play(Script.Step step) {
        switch (step) {
            case Script.Step.Send(Duration pause, byte[] bytes) -> after(pause, () -> send(bytes));
            case Script.Step.End(Duration pause) -> after(pause, this::end);
            case Script.Step.Cut(Duration pause) -> after(pause, this::cut);
            case Script.Step.Stall() -> waiting = true;
        }
    }

    /** Does a step now, or after its pause; playing goes on behind it. */
    private void after(Duration pause, Runnable step) {
        if (pause.isZero()) {
            if (!over) {
                step.run();
            }
            return;
        }
        waiting = true;
        loop.after(pause, () -> {
            waiting = false;
            if (!over) {
                step.run();
                play();
            }
        });
    }

    private void send(byte[] bytes) {
        listener.data(bytes, 0, bytes.length);
    }

    private void end() {
        if (!over) {
            over = true;
            listener.end();
        }
    }

    private void cut() {
        if (!over) {
            over = true;
            listener.broken(UpstreamFailure.of(Fault.RESET, "The provider closed the connection: connection closed"));
        }
    }
}
