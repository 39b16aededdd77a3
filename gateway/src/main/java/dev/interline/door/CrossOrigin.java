package dev.interline.door;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Lets browsers call from the origins that the configuration names. */
final class CrossOrigin {
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String EXPOSED = "x-generation-id, retry-after, x-ratelimit-limit, x-ratelimit-remaining, "
            + "x-ratelimit-reset, etag";
    private static final String ONE_DAY = "86400";

    private CrossOrigin() {}

    static boolean isPreflight(HttpServerRequest request) {
        return request.method().name().equals("OPTIONS") && request.headers().contains("origin")
                && request.headers().contains("access-control-request-method");
    }

    /** Adds what tells the browser that its page may read this answer. */
    static void allow(HttpServerRequest request, MultiMap answer, List<String> origins) {
        String origin = request.getHeader(Fields.ORIGIN);
        if (origin == null) {
            return;
        }
        if (origins.contains("*")) {
            answer.set("access-control-allow-origin", "*");
        } else if (origins.contains(origin)) {
            answer.set("access-control-allow-origin", origin).add("vary", "Origin");
        } else {
            return;
        }
        answer.set("access-control-expose-headers", EXPOSED);
    }

    /** Answers the browser's question before the actual request. */
    static void preflight(HttpServerRequest request, List<String> origins) {
        MultiMap headers = request.response().headers();
        allow(request, headers, origins);
        if (headers.contains("access-control-allow-origin")) {
            String wanted = request.getHeader("access-control-request-headers");
            headers.set("access-control-allow-methods", METHODS)
                    .set("access-control-allow-headers", wanted == null ? "authorization, content-type" : wanted)
                    .set("access-control-max-age", ONE_DAY);
        }
        request.response().setStatusCode(204).end();
    }
}
