package dev.interline.it.harness;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a gateway under test is to be started. Providers are candidates in the order in which they are named. */
public final class GatewaySetup {
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final StringBuilder providers = new StringBuilder();
    private final StringBuilder configuration = new StringBuilder();
    private final List<String> arguments = new ArrayList<>();

    GatewaySetup() {
        environment.put("INTERLINE_BOOTSTRAP_KEY", TestGateway.KEY);
        environment.put("INTERLINE_CATALOG_OLLAMA", "false");
        // What is asked first is not left to chance, nor to what happened in another test.
        environment.put("INTERLINE_ROUTING_ORDER", "cheapest");
        // Nor is anybody asked twice, or left alone for what it said in another test.
        environment.put("INTERLINE_ROUTING_RETRY_PAUSE", "0s");
        environment.put("INTERLINE_ROUTING_RETRY_AFTER_LIMIT", "0s");
        // Whatever was built beside the program is no part of these tests.
        environment.put("INTERLINE_EXTENSIONS", "none");
    }

    /** An upstream that speaks OpenAI's wire and serves these models. */
    public GatewaySetup openai(String name, FakeUpstream upstream, String... models) {
        return provider(name, "openai", upstream.uri(), "/v1", models);
    }

    /** A provider of OpenAI's Responses at this upstream, with these models. */
    public GatewaySetup responses(String name, FakeUpstream upstream, String... models) {
        return provider(name, "responses", upstream.uri(), "/v1", models);
    }

    /** An upstream that speaks Anthropic's wire and serves these models. */
    public GatewaySetup anthropic(String name, FakeUpstream upstream, String... models) {
        return provider(name, "anthropic", upstream.uri(), "/v1", models);
    }

    /** An upstream at any address. A model costs a dollar for a million tokens in and two for a million out. */
    public GatewaySetup provider(String name, String dialect, URI address, String path, String... models) {
        providers.append("""
                  %s:
                    dialect: %s
                    base-url: %s%s
                    api-key: upstream-secret-%1$s
                    models:
                """.formatted(name, dialect, address, path));
        for (var model : models) {
            providers.append("""
                          - id: %s
                            upstream: up-%s
                            context-length: 128000
                            pricing: {prompt: "0.000001", completion: "0.000002"}
                    """.formatted(model, model.replace('/', '-')));
        }
        return this;
    }

    /** More keys of the provider that was named last, such as {@code timeouts: {idle: 1s}}. */
    public GatewaySetup having(String yaml) {
        providers.append("    ").append(yaml).append('\n');
        return this;
    }

    /** More lines of the configuration file, beside {@code providers}. */
    public GatewaySetup config(String yaml) {
        configuration.append(yaml.stripTrailing()).append('\n');
        return this;
    }

    public GatewaySetup environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** More arguments of {@code serve}. */
    public GatewaySetup arguments(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Starts it now; the caller closes it. */
    public TestGateway start() {
        var gateway = forClass();
        gateway.start();
        return gateway;
    }

    /** A gateway for all tests of a class, to be registered there as an extension. */
    public TestGateway forClass() {
        return new TestGateway(Map.copyOf(environment), List.copyOf(arguments), file());
    }

    /** The text of the configuration file. */
    public String file() {
        return configuration + (providers.isEmpty() ? "" : "providers:\n" + providers);
    }
}
