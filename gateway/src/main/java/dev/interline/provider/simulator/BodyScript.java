package dev.interline.provider.simulator;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Script;
import dev.interline.provider.simulator.Directives.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Plays an answer as one JSON body, which comes when its last token would. */
final class BodyScript implements Script {
    private static final Head HEAD = new Head(Duration.ZERO, 200, Map.of("content-type", "application/json"));

    private final byte[] body;
    private final Duration pause;
    private final Optional<Fault> fault;
    private boolean sent;

    BodyScript(ChatAnswer answer, Pace pace, Optional<Fault> fault) {
        var out = new ByteSink(1024);
        answer.body(out);
        int tokens = answer.count();
        int kept = fault.isEmpty() ? tokens : Math.min(tokens, fault.get().after());
        // A broken body ends short of its end, in proportion to the tokens that came before.
        body = fault.isEmpty()
                ? out.toBytes()
                : Arrays.copyOf(out.array(), (int) ((out.size() - 1L) * kept / Math.max(1, tokens)));
        this.pause = pace.firstToken().plus(pace.of(kept));
        this.fault = fault;
    }

    @Override
    public Head head() {
        return HEAD;
    }

    @Override
    public Step next() {
        if (!sent) {
            sent = true;
            return new Step.Send(pause, body);
        }
        return fault.isEmpty()
                ? new Step.End(Duration.ZERO)
                : switch (fault.get().kind()) {
                    case CUT -> new Step.Cut(Duration.ZERO);
                    case STALL -> new Step.Stall();
                    case MALFORMED -> new Step.End(Duration.ZERO);
                };
    }
}
