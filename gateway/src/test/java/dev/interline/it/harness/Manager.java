package dev.interline.it.harness;

import java.util.ArrayList;
import java.util.List;

/** Whoever holds a management key of a gateway under test. Paths begin below the base path. */
public final class Manager {
    private final TestGateway gateway;
    private final String key;

    private Manager(TestGateway gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /** Makes a management key, of this account. */
    public static Manager of(TestGateway gateway, String account) {
        return new Manager(gateway, gateway
                .run("keys", "create", "--name", "manager", "--management", "--account", account).printed());
    }

    /** The management key. */
    public String key() {
        return key;
    }

    public Answer get(String path) {
        return ask("GET", path, "");
    }

    public Answer post(String path, String json) {
        return ask("POST", path, json);
    }

    public Answer ask(String method, String path, String json) {
        return as(key, method, path, json);
    }

    /** Asks with another key. */
    public Answer as(String other, String method, String path, String json) {
        var headers = new ArrayList<>(List.of("Authorization", "Bearer " + other));
        if (!json.isEmpty()) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        try (var connection = gateway.connect()) {
            return connection.request(method, "/api/v1" + path, Json.bytes(json), headers.toArray(String[]::new))
                    .answer();
        }
    }
}
