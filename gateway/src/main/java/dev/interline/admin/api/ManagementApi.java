package dev.interline.admin.api;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of routes: which path and method is answered by whom, and for whom. Thread-safe. */
public final class ManagementApi {
    /** Most bytes of a request body. */
    public static final int MAX_BODY = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ManagementApi.class);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final List<Route> routes;

    /** @param routes literal segments before variables: the first that matches answers */
    public ManagementApi(List<List<Route>> routes) {
        this.routes = routes.stream().flatMap(List::stream).toList();
    }

    /** The table with more rows behind these. */
    public ManagementApi with(List<Route> more) {
        return new ManagementApi(List.of(routes, more));
    }

    /** Every row. */
    public List<Route> routes() {
        return routes;
    }

    /** What there is at a path. */
    public sealed interface Match {
        /** A route; the values of its pattern's variables. */
        record Found(Route route, Map<String, String> variables) implements Match {}

        /** Nothing for this method, but for these. */
        record OtherMethod(String pattern, List<String> allowed) implements Match {}

        record Nothing() implements Match {}
    }

    /** @param path the segments below the base path, decoded */
    public Match match(String method, List<String> path) {
        var others = new ArrayList<Route>();
        for (var route : routes) {
            var variables = route.variables(path);
            if (variables.isPresent()) {
                if (route.allows(method)) {
                    return new Match.Found(route, variables.get());
                }
                others.add(route);
            }
        }
        return others.isEmpty() ? new Match.Nothing()
                : new Match.OtherMethod(others.getFirst().pattern(), others.stream().map(Route::method).toList());
    }

    /**
     * Answers a call of a route.
     *
     * @throws Rejected if it cannot be done; also when the database is away, which is nobody's fault
     */
    public static Answer answer(Route route, Call call) {
        try {
            return route.handler().answer(call);
        } catch (StoreException e) {
            LOG.error("{} {} failed", route.method(), route.pattern(), e);
            throw new Rejected(Problem.of(ErrorType.PROVIDER_OVERLOADED,
                    "The gateway's database does not do what it should at the moment; try again shortly")
                    .withRetryAfter(LATER));
        }
    }
}
