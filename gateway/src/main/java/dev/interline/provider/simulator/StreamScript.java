package dev.interline.provider.simulator;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays an answer as server-sent events, a token each; choices take turns. Bytes are made when they are due. */
final class StreamScript implements Script {
    private static final Head HEAD = new Head(Duration.ZERO, 200,
            Map.of("content-type", "text/event-stream", "cache-control", "no-cache"));

    private final ChatAnswer answer;
    private final Pace pace;
    private final Optional<Directives.Fault> fault;
    private final int last;
    private final int[] played;
    private final ByteSink out = new ByteSink(512);
    private int sent;
    private int turn;
    private boolean begun;
    private boolean over;

    StreamScript(ChatAnswer answer, Pace pace, Optional<Directives.Fault> fault) {
        this.answer = answer;
        this.pace = pace;
        this.fault = fault;
        last = fault.isEmpty() ? answer.count() : Math.min(answer.count(), fault.get().after());
        played = new int[answer.choices().size()];
    }

    @Override
    public Head head() {
        return HEAD;
    }

    @Override
    public Step next() {
        if (over) {
            return new Step.End(Duration.ZERO);
        }
        if (fault.isPresent() && sent == last) {
            return broken(fault.get().kind());
        }
        int tokens = Math.min(begun ? pace.burst() : 1, last - sent);
        Duration pause = begun ? pace.of(tokens) : pace.firstToken();
        out.clear();
        if (!begun) {
            begun = true;
            open();
        }
        for (int i = 0; i < tokens; i++) {
            token();
        }
        if (fault.isEmpty() && sent == last) {
            over = true;
            answer.end(out);
        }
        return new Step.Send(pause, out.toBytes());
    }

    private void open() {
        List<Choice> choices = answer.choices();
        for (int i = 0; i < choices.size(); i++) {
            answer.opening(i, out);
            finishIfDone(i);
        }
    }

    private void token() {
        while (played[turn] == answer.choices().get(turn).count()) {
            pass();
        }
        answer.token(turn, played[turn]++, out);
        sent++;
        finishIfDone(turn);
        pass();
    }

    private void pass() {
        turn = (turn + 1) % played.length;
    }

    private void finishIfDone(int choice) {
        boolean cutOff = fault.isPresent() && sent == last;
        if (!cutOff && played[choice] == answer.choices().get(choice).count()) {
            answer.finish(choice, out);
        }
    }

    private Step broken(Directives.Fault.Kind kind) {
        over = true;
        Duration pause = begun ? pace.of(1) : pace.firstToken();
        return switch (kind) {
            case CUT -> new Step.Cut(pause);
            case STALL -> new Step.Stall();
            case MALFORMED -> {
                out.clear();
                out.text("data: {\"id\":\"chatcmpl-sim\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\n\n");
                yield new Step.Send(pause, out.toBytes());
            }
        };
    }
}
