package dev.interline.door;

import dev.interline.archive.Archive;
import dev.interline.archive.Owner;
import dev.interline.archive.StoredResponse;
import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Kept responses as OpenAI has them: {@code GET} and {@code DELETE /responses/{id}} and its {@code input_items}. They are
 * there while responses are kept.
 */
final class KeptResponses {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    /** What can be done with one. */
    enum Route {
        READ("GET", "responses/{id}"),
        DELETE("DELETE", "responses/{id}"),
        INPUT_ITEMS("GET", "responses/{id}/input_items");

        private final String method;
        private final String pattern;
        private final List<String> segments;

        Route(String method, String pattern) {
            this.method = method;
            this.pattern = pattern;
            this.segments = List.of(pattern.split("/", -1));
        }

        String method() {
            return method;
        }

        String pattern() {
            return pattern;
        }

        /** All that can be done at a path; nothing at any other. */
        static List<Route> at(List<String> path) {
            return Arrays.stream(values()).filter(route -> route.leadsTo(path)).toList();
        }

        private boolean leadsTo(List<String> path) {
            return path.size() == segments.size() && path.getFirst().equals(segments.getFirst())
                    && path.subList(2, path.size()).equals(segments.subList(2, segments.size()));
        }
    }

    private final Entrance entrance;
    private final Services services;
    private final Dialect dialect;

    KeptResponses(Entrance entrance, Services services) {
        this.entrance = entrance;
        this.services = services;
        this.dialect = services.dialect(Wire.RESPONSES);
    }

    /**
     * Answers a request, if there is something at its path.
     *
     * @param path the segments below the base path
     */
    boolean answers(Visit visit, List<String> path) {
        List<Route> routes = Route.at(path);
        if (routes.isEmpty() || !visit.snapshot().config().responses().store().enabled()) {
            return false;
        }
        visit.routed(routes.getFirst().pattern);
        String asked = visit.request().method().name();
        String method = asked.equals("HEAD") ? "GET" : asked;
        routes.stream().filter(route -> route.method.equals(method)).findFirst().ifPresentOrElse(
                route -> answer(visit, owner -> reply(route, owner, path.get(1), visit.query())),
                () -> visit.refuseMethod(routes.stream().map(Route::method).toList(), dialect));
        return true;
    }

    private Reply reply(Route route, Owner owner, String id, Map<String, String> query) {
        return switch (route) {
            case READ -> whole(found(owner, id), query);
            case DELETE -> deleted(owner, id);
            case INPUT_ITEMS -> page(found(owner, id), query);
        };
    }

    private void answer(Visit visit, Function<Owner, Reply> then) {
        entrance.admitted(visit, dialect,
                caller -> entrance.read(visit, dialect, () -> then.apply(Recollection.owner(caller))));
    }

    private StoredResponse found(Owner owner, String id) {
        return archive().find(owner, id).orElseThrow(() -> missing(id));
    }

    private Archive archive() {
        return services.archive();
    }

    private static Rejected missing(String id) {
        return new Rejected(Problem.of(ErrorType.NOT_FOUND, "Response with id '" + id + "' not found."));
    }

    private static Reply whole(StoredResponse response, Map<String, String> query) {
        if (query.getOrDefault("stream", "false").equals("true")) {
            throw new Rejected(Problem.invalid("stream: a response that is kept is whole, and is not streamed again"));
        }
        return Reply.json(200, response.response());
    }

    private Reply deleted(Owner owner, String id) {
        if (!archive().delete(owner, id)) {
            throw missing(id);
        }
        return Reply.json(200, new ByteSink(128).text("{\"id\":").string(id)
                .text(",\"object\":\"response\",\"deleted\":true}").toBytes());
    }

    private static Reply page(StoredResponse response, Map<String, String> query) {
        List<String> items = response.inputItems();
        String order = query.getOrDefault("order", "desc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw new Rejected(Problem.invalid("order: expected asc or desc"));
        }
        if (order.equals("desc")) {
            items = items.reversed();
        }
        int from = query.containsKey("after") ? behind(items, query.getOrDefault("after", "")) : 0;
        int to = (int) Math.min(items.size(), (long) from + limit(query));
        List<String> page = items.subList(from, to);
        var out = new ByteSink(1024).text("{\"object\":\"list\",\"data\":[").text(String.join(",", page)).text("]");
        id(page.isEmpty() ? "" : page.getFirst(), out.text(",\"first_id\":"));
        id(page.isEmpty() ? "" : page.getLast(), out.text(",\"last_id\":"));
        out.text(",\"has_more\":").text(Boolean.toString(to < items.size())).write('}');
        return Reply.json(200, out.toBytes());
    }

    private static int behind(List<String> items, String after) {
        for (int i = 0; i < items.size(); i++) {
            if (idOf(items.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw new Rejected(Problem.invalid("after: there is no item of this id"));
    }

    private static int limit(Map<String, String> query) {
        String text = query.getOrDefault("limit", Integer.toString(USUAL));
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new Rejected(Problem.invalid("limit: expected a number from 1 to " + MOST));
        }
        return Integer.parseInt(text);
    }

    private static void id(String item, ByteSink out) {
        if (item.isEmpty()) {
            out.text("null");
        } else {
            out.string(idOf(item));
        }
    }

    private static String idOf(String item) {
        byte[] bytes = item.getBytes(StandardCharsets.UTF_8);
        try {
            return JsonFields.scan(bytes, 0, bytes.length).string("id").orElse("");
        } catch (MalformedJson e) {
            throw new IllegalStateException("an item that was scanned before", e);
        }
    }
}
