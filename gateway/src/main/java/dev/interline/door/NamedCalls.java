package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.idempotency.Answers;
import dev.interline.idempotency.CallName;
import dev.interline.idempotency.KeptAnswer;
import dev.interline.identity.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** What becomes of a paid call that its client has given a name: it is made once, and its answer given again. */
final class NamedCalls {
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Answers answers;

    NamedCalls(Answers answers) {
        this.answers = answers;
    }

    /** What to do with a call. */
    sealed interface Decision {
        /** Make it, with this ticket. */
        record Make(Answers.Ticket ticket) implements Decision {}

        /** Give its answer again. */
        record Repeat(Reply reply) implements Decision {}

        record Refuse(Problem problem) implements Decision {}
    }

    /** Whether calls may have names here. */
    boolean known() {
        return answers.keeps();
    }

    /** Decides. Blocks, if the answer is to be given again. */
    Decision decide(Caller caller, String route, String name, ByteSink body) {
        if (!NAME.matcher(name).matches()) {
            return new Decision.Refuse(Problem.invalid("Idempotency-Key: expected 1 to 255 printable characters without"
                    + " spaces, such as a UUID"));
        }
        var call = CallName.of(caller.account(), caller.keyHash(), route, name, body.array(), body.size());
        return switch (answers.begin(call)) {
            case Answers.Begun.Fresh(var ticket) -> new Decision.Make(ticket);
            case Answers.Begun.Running() -> running();
            case Answers.Begun.Other() -> new Decision.Refuse(Problem.of(ErrorType.UNPROCESSABLE,
                    "Idempotency-Key: another request had this key; give each request one of its own"));
            case Answers.Begun.Answered() -> answers.find(call).<Decision>map(kept -> new Decision.Repeat(reply(kept)))
                    .orElseGet(NamedCalls::running);
        };
    }

    private static Decision running() {
        return new Decision.Refuse(Problem.invalid("Idempotency-Key: the request with this key is still being answered")
                .withStatus(409).withRetryAfter(LATER));
    }

    private static Reply reply(KeptAnswer kept) {
        return new Reply(200, kept.contentType(), Map.of("x-generation-id", kept.generation(), "idempotent-replayed",
                "true", "cache-control", "no-cache"), kept.body());
    }
}
