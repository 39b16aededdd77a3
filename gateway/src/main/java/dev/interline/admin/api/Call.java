package dev.interline.admin.api;

import dev.interline.identity.Actor;
import dev.interline.identity.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a route.
 *
 * @param by who calls; empty on a route for anyone
 * @param path values of the variables in the route's pattern
 * @param query the query's parameters
 * @param body the request's body; empty if there is none
 */
public record Call(Optional<Caller> by, Map<String, String> path, Map<String, String> query, byte[] body) {
    /** Who calls, on a route that needs a key. */
    public Caller caller() {
        return by.orElseThrow();
    }

    /** Id of the caller's account. */
    public String account() {
        return caller().account();
    }

    /** The caller, as audit and ledger name it. */
    public Actor actor() {
        return Actor.of(caller());
    }

    /** The value of a variable in the route's pattern. */
    public String path(String variable) {
        return Input.storable(variable, path.getOrDefault(variable, ""));
    }

    /** A parameter of the query, if it is there and not empty. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty())
                .map(value -> Input.storable(name, value));
    }

    /** @throws dev.interline.exchange.Rejected if the body is no JSON object */
    public Input input() {
        return Input.parse(body);
    }
}
