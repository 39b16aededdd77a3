package dev.interline.door;

import dev.interline.admin.api.Answer;
import dev.interline.admin.api.Call;
import dev.interline.admin.api.ManagementApi;
import dev.interline.admin.api.ManagementApi.Match;
import dev.interline.admin.api.Role;
import dev.interline.admin.api.Route;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Caller;
import dev.interline.log.Trace;
import io.vertx.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request for the management API from its headers to its handler, which has a thread of its own. */
final class Managing {
    private static final Logger LOG = LoggerFactory.getLogger(Managing.class);
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

    private final Context context;
    private final Services services;
    private final Access access;
    private final Pacing pacing;
    private final WholeBodies bodies;

    Managing(Context context, Services services, Access access, Pacing pacing, WholeBodies bodies) {
        this.context = context;
        this.services = services;
        this.access = access;
        this.pacing = pacing;
        this.bodies = bodies;
    }

    /** Which of the listeners a request came to. */
    enum Listener {
        /** There is only this one. */
        ONLY,
        /** What management keys may do has a listener of its own: this one. */
        OWN,
        /** It has, and this is the other. */
        OTHERS;

        boolean serves(Role role) {
            return switch (this) {
                case ONLY -> true;
                case OWN -> role == Role.MANAGEMENT;
                case OTHERS -> role != Role.MANAGEMENT;
            };
        }
    }

    /**
     * Answers a request, if there is a route for its path on this listener.
     *
     * @param path the segments below the base path
     * @return whether there is one
     */
    boolean answers(Visit visit, List<String> path, Listener listener) {
        switch (services.api().match(visit.request().method().name(), path)) {
            case Match.Found(Route route, _) when !listener.serves(route.role()) -> {
                return false;
            }
            case Match.Found(Route route, var variables) -> {
                visit.routed(route.pattern());
                admit(visit, route, caller -> read(visit, body -> run(visit, route,
                        new Call(caller, variables, visit.query(), body))));
            }
            case Match.OtherMethod(String pattern, List<String> allowed) -> {
                visit.routed(pattern);
                visit.refuseMethod(allowed, services.chat());
            }
            case Match.Nothing() -> {
                return false;
            }
        }
        return true;
    }

    private void admit(Visit visit, Route route, Consumer<Optional<Caller>> then) {
        if (route.role() == Role.ANYONE) {
            then.accept(Optional.empty());
            return;
        }
        admit(visit, route, route.role() == Role.MANAGEMENT ? access.judge(visit.request(), true)
                : access.judge(visit.request()), then);
    }

    private void admit(Visit visit, Route route, Access.Verdict verdict, Consumer<Optional<Caller>> then) {
        switch (verdict) {
            case Access.Verdict.Admitted(Caller caller) -> {
                visit.admitted(caller);
                pacing.greet(visit, caller);
                then.accept(Optional.of(caller));
            }
            case Access.Verdict.Refused(Problem problem) -> visit.refuse(problem, services.chat());
            case Access.Verdict.Unchecked(String token) -> {
                visit.pause();
                Thread.ofVirtual().name("token").start(() -> {
                    var checked = route.role() == Role.MANAGEMENT ? access.check(token, true) : access.check(token);
                    context.runOnContext(_ -> admit(visit, route, checked, then));
                });
            }
        }
    }

    private void read(Visit visit, Consumer<byte[]> then) {
        if (WITHOUT_BODY.contains(visit.request().method().name())) {
            then.accept(new byte[0]);
            return;
        }
        bodies.read(visit, ManagementApi.MAX_BODY, then);
    }

    private void run(Visit visit, Route route, Call call) {
        Thread.ofVirtual().name("manage").start(() -> {
            try {
                Answer answer = ManagementApi.answer(route, call);
                byte[] body = answer.bytes();
                context.runOnContext(_ -> visit.answer(Reply.json(answer.status(), body)));
            } catch (Rejected e) {
                context.runOnContext(_ -> visit.refuse(e.problem(), services.chat()));
            } catch (RuntimeException e) {
                LOG.error("{} {} failed", route.method(), route.pattern(), Trace.of(e));
                context.runOnContext(_ -> visit.refuse(Problem.of(ErrorType.SERVER, "Internal Server Error"),
                        services.chat()));
            }
        });
    }
}
