package dev.interline.door;

import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Caller;
import dev.interline.log.Trace;
import io.vertx.core.Context;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets callers of one event loop in, and does for them what blocks on threads of its own. */
final class Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final Context context;
    private final Services services;
    private final Access access;
    private final Pacing pacing;

    Entrance(Context context, Services services, Access access, Pacing pacing) {
        this.context = context;
        this.services = services;
        this.access = access;
        this.pacing = pacing;
    }

    /** Lets in who may ask models, unless the gateway is about to stop. */
    void admitted(Visit visit, Dialect dialect, Consumer<Caller> then) {
        if (services.readiness().draining()) {
            visit.closeBehind();
            visit.refuse(Problem.of(ErrorType.PROVIDER_OVERLOADED, "The gateway is stopping; try again shortly")
                    .withRetryAfter(Operations.RETRY_AFTER), dialect);
        } else {
            admitted(visit, dialect, access.judge(visit.request(), false), then);
        }
    }

    /** The same; the key may have come elsewhere than in the headers. */
    void admitted(Visit visit, Dialect dialect, Optional<String> key, Consumer<Caller> then) {
        if (key.isPresent()) {
            admitted(visit, dialect, access.judge(key.get()), then);
        } else {
            admitted(visit, dialect, then);
        }
    }

    /** Lets in whoever has a key of any kind. */
    void anyone(Visit visit, Consumer<Caller> then) {
        admitted(visit, services.chat(), access.judge(visit.request()), then);
    }

    private void admitted(Visit visit, Dialect dialect, Access.Verdict verdict, Consumer<Caller> then) {
        switch (verdict) {
            case Access.Verdict.Admitted(Caller caller) -> {
                visit.admitted(caller);
                pacing.greet(visit, caller);
                then.accept(caller);
            }
            case Access.Verdict.Refused(Problem problem) -> visit.refuse(problem, dialect);
            case Access.Verdict.Unchecked(String token) -> {
                visit.pause();
                aside(visit, dialect, () -> access.check(token), checked -> admitted(visit, dialect, checked, then));
            }
        }
    }

    /** Answers with what is read, or put together, on a thread of its own. */
    void read(Visit visit, Supplier<Reply> reading) {
        read(visit, services.chat(), reading);
    }

    /** The same; what goes wrong is told in this dialect. */
    void read(Visit visit, Dialect dialect, Supplier<Reply> reading) {
        aside(visit, dialect, reading, visit::answer);
    }

    /** Does what blocks on a thread of its own, and goes on with what came of it. */
    private <T> void aside(Visit visit, Dialect dialect, Supplier<T> blocking, Consumer<T> then) {
        Thread.ofVirtual().name("aside").start(() -> {
            try {
                T result = blocking.get();
                context.runOnContext(_ -> goOn(visit, dialect, () -> then.accept(result)));
            } catch (RuntimeException e) {
                context.runOnContext(_ -> failed(visit, dialect, e));
            }
        });
    }

    private static void goOn(Visit visit, Dialect dialect, Runnable then) {
        try {
            if (!visit.response().closed()) {
                then.run();
            }
        } catch (RuntimeException e) {
            failed(visit, dialect, e);
        }
    }

    /** Answers what went wrong, if there is still somebody to hear it. */
    static void failed(Visit visit, Dialect dialect, RuntimeException e) {
        if (e instanceof Rejected rejected) {
            visit.refuse(rejected.problem(), dialect);
            return;
        }
        LOG.error("{} failed", visit.route(), Trace.of(e));
        if (!visit.response().headWritten()) {
            visit.refuse(Problem.of(ErrorType.SERVER, "Internal Server Error"), dialect);
        } else {
            visit.response().reset();
        }
    }
}
