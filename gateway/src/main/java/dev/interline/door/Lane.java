package dev.interline.door;

import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.relay.Relay;
import dev.interline.relay.Verdicts;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The door of one event loop: from a request's headers to the one who answers it. */
final class Lane {
    private static final Problem NOTHING =
            Problem.of(ErrorType.NOT_FOUND, "There is nothing at this path; the API begins at /api/v1");

    private final Services services;
    private final IdleConnections idle;
    private final Entrance entrance;
    private final Generating generating;
    private final ServiceFront service;
    private final Connector connector;
    private final KeptResponses kept;
    private final Managing managing;
    private final Managing.Listener managingHere;
    private final AccessLog log = new AccessLog();
    /** Made once: every request comes through here. */
    private final Consumer<Visit> dispatch = this::dispatch;
    private final Consumer<Visit> manage = this::manage;

    Lane(Vertx vertx, Services services, BodyBudget budget) {
        this.services = services;
        Context context = vertx.getOrCreateContext();
        this.idle = new IdleConnections(vertx, () -> services.current().get().config().timeouts().clientIdle());
        var access = new Access(services.keys(), services.tokens());
        var relay = new Relay(vertx, services.providers(), services.settlement(), services.metrics(),
                new Verdicts(services.health(), services.sessions()));
        var slow = new SlowBodies(vertx, () -> services.current().get().config().timeouts().clientIdle());
        var pacing = new Pacing(context, services.limiter(), services.chat());
        this.entrance = new Entrance(context, services, access, pacing);
        this.generating = new Generating(vertx, services, relay, budget, pacing, slow);
        var bodies = new WholeBodies(vertx, budget, slow, services.chat());
        this.service = new ServiceFront(entrance, services, generating, pacing, bodies,
                new ToolCalls(context, services, generating));
        this.connector = new Connector(entrance, services, generating, bodies);
        this.kept = new KeptResponses(entrance, services);
        this.managingHere = services.current().get().config().management().port().isPresent()
                ? Managing.Listener.OTHERS : Managing.Listener.ONLY;
        this.managing = new Managing(context, services, access, pacing, bodies);
    }

    IdleConnections idle() {
        return idle;
    }

    /** A request that came to the management API's own listener. */
    void handleManagement(HttpServerRequest request) {
        handle(request, manage);
    }

    private void manage(Visit visit) {
        Optional<List<String>> segments = Optional.ofNullable(visit.request().path()).flatMap(Lane::segments);
        Optional<List<String>> path = segments.flatMap(Routes::belowBase);
        if (path.isEmpty() || !managing.answers(visit, path.get(), Managing.Listener.OWN)) {
            operations(visit, segments.orElse(List.of()));
        }
    }

    void handle(HttpServerRequest request) {
        handle(request, dispatch);
    }

    private void handle(HttpServerRequest request, Consumer<Visit> answering) {
        var visit = new Visit(request, services.current().get());
        idle.requestBegan(request.connection());
        request.response().exceptionHandler(_ -> {});
        request.response().endHandler(_ -> left(visit));
        request.response().closeHandler(_ -> {
            visit.closed();
            left(visit);
        });
        CrossOrigin.allow(request, request.response().headers(), visit.snapshot().config().cors().origins());
        try {
            answering.accept(visit);
        } catch (RuntimeException e) {
            Entrance.failed(visit, services.chat(), e);
        }
    }

    /** An answer's end is told, or that its connection closed before, or both. */
    private void left(Visit visit) {
        if (!visit.over()) {
            return;
        }
        long now = System.nanoTime();
        idle.requestEnded(visit.request().connection(), now);
        services.metrics().answered(visit.route(), visit.status());
        if (visit.snapshot().config().log().access()) {
            log.write(visit, visit.elapsed(now));
        }
    }

    private void dispatch(Visit visit) {
        if (CrossOrigin.isPreflight(visit.request())) {
            visit.routed("preflight");
            CrossOrigin.preflight(visit.request(), visit.snapshot().config().cors().origins());
            return;
        }
        String plain = visit.request().path();
        Routes.Endpoint known = plain == null ? null : Routes.plain(plain);
        if (known != null) {
            route(visit, known, List.of());
            return;
        }
        Optional<List<String>> segments = Optional.ofNullable(plain).flatMap(Lane::segments);
        if (segments.isEmpty()) {
            notFound(visit);
            return;
        }
        Optional<List<String>> ofService = ServiceFront.below(segments.get());
        if (ofService.isPresent()) {
            // Who asks whose key or token it is asks the same as on the first front.
            boolean ofKey = ServiceFront.Page.at(ofService.get()).filter(ServiceFront.Page.KEY::equals).isPresent();
            if (!service.answers(visit, ofService.get()) && !(ofKey
                    && managing.answers(visit, ofService.get(), managingHere))) {
                notFound(visit);
            }
            return;
        }
        Optional<List<String>> ofConnector = Connector.below(segments.get());
        if (ofConnector.isPresent()) {
            if (!connector.answers(visit, ofConnector.get())) {
                notFound(visit);
            }
            return;
        }
        Optional<List<String>> path = Routes.belowBase(segments.get());
        if (path.isEmpty()) {
            operations(visit, segments.get());
            return;
        }
        Optional<Routes.Endpoint> endpoint = Routes.find(path.get());
        if (endpoint.isPresent()) {
            route(visit, endpoint.get(), path.get());
        } else if (!kept.answers(visit, path.get()) && !managing.answers(visit, path.get(), managingHere)) {
            notFound(visit);
        }
    }

    /** A path that is not well-formed leads nowhere. */
    private static Optional<List<String>> segments(@Nullable String path) {
        try {
            return path == null ? Optional.empty() : Optional.of(Visit.segments(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void route(Visit visit, Routes.Endpoint endpoint, List<String> path) {
        visit.routed(endpoint.pattern());
        String method = visit.request().method().name();
        boolean head = method.equals("HEAD") && endpoint.method().equals("GET");
        if (!method.equals(endpoint.method()) && !head) {
            visit.refuseMethod(List.of(endpoint.method()), services.dialect(endpoint.wire()));
            return;
        }
        if (endpoint.operation().isPresent()) {
            generate(visit, endpoint.operation().get(), services.dialect(endpoint.wire()));
        } else if (endpoint == Routes.Endpoint.EXPLAIN) {
            explain(visit, Explaining.api(visit));
        } else if (endpoint == Routes.Endpoint.MODELS_USER) {
            entrance.anyone(visit,
                    caller -> entrance.read(visit, () -> CatalogPages.usableModels(visit,
                            services.permit(caller, visit.snapshot().config()))));
        } else {
            entrance.read(visit, () -> CatalogPages.page(endpoint, path, visit));
        }
    }

    private void generate(Visit visit, Operation operation, Dialect dialect) {
        entrance.admitted(visit, dialect,
                caller -> generating.begin(visit, caller, Asking.plainly(visit, operation, dialect)));
    }

    private void explain(Visit visit, Routes.Endpoint asked) {
        Dialect dialect = services.dialect(asked.wire());
        entrance.admitted(visit, dialect, caller -> generating.begin(visit, caller,
                Asking.explaining(visit, asked.operation().orElseThrow(), dialect)));
    }

    private void operations(Visit visit, List<String> path) {
        Optional<Operations.Page> operation = Operations.Page.at(path);
        Optional<ReferencePages.Page> page =
                visit.snapshot().config().docs() ? ReferencePages.Page.at(path) : Optional.empty();
        if (operation.isPresent()) {
            visit.routed(operation.get().path());
            visit.answer(Operations.answer(operation.get(), services));
        } else if (page.isPresent()) {
            visit.routed(page.get().pattern());
            if (visit.isReading(services.chat())) {
                entrance.read(visit, () -> ReferencePages.answer(page.get(), path, visit)
                        .orElseThrow(() -> new Rejected(NOTHING)));
            }
        } else {
            notFound(visit);
        }
    }

    private void notFound(Visit visit) {
        visit.refuse(NOTHING, services.chat());
    }
}
