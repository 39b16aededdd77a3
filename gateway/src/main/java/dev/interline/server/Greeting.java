package dev.interline.server;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Upstream;
import dev.interline.config.Config;
import java.util.List;
import java.util.stream.Collectors;

/** What a server says when it has started: where it is, how to call it, whom it speaks to. */
public final class Greeting {
    private static final String EXAMPLE_MODEL = "openai/gpt-4o-mini";

    private Greeting() {}

    /** The lines, for standard output; the API key is in them only if the first start has just made it. */
    public static String of(Gateway gateway) {
        Config config = gateway.config();
        String base = base(config, gateway.port());
        String key = gateway.firstKey().map(made -> made.secret()).orElse("$INTERLINE_API_KEY");
        var text = new StringBuilder("Interline listens at ").append(base).append("/api/v1\n");
        gateway.firstKey()
                .ifPresent(made -> text.append("  API key    ").append(made.secret())
                        .append("   (shown this once; make more with: interline keys create --name NAME)\n"));
        gateway.managementPort()
                .ifPresent(port -> text.append("  Management http").append(config.tls().isPresent() ? "s" : "")
                        .append("://").append(config.management().host()).append(':').append(port).append("/api/v1\n"));
        text.append("  Data       ").append(config.data().toAbsolutePath().normalize()).append('\n');
        text.append("  Providers  ").append(providers(gateway.catalog())).append('\n');
        text.append("  Try        curl ").append(config.tls().isPresent() ? "--insecure " : "").append(base)
                .append("/api/v1/chat/completions -H \"Authorization: Bearer ").append(key)
                .append("\" -H \"Content-Type: application/json\" -d '{\"model\":\"")
                .append(example(gateway.catalog()))
                .append("\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello, who are you?\"}]}'\n");
        return text.toString();
    }

    /** The base URL without a path; an address that means every interface is shown as the local one. */
    static String base(Config config, int port) {
        String host = switch (config.host()) {
            case "0.0.0.0", "::" -> "127.0.0.1";
            case String other -> other.contains(":") ? "[" + other + "]" : other;
        };
        return (config.tls().isPresent() ? "https://" : "http://") + host + ":" + port;
    }

    private static String providers(Catalog catalog) {
        List<Upstream> ready = catalog.upstreams().stream().filter(Upstream::ready).toList();
        String real = names(ready.stream().filter(upstream -> !upstream.standIn()).toList());
        String standIns = ready.stream()
                .filter(Upstream::standIn)
                .map(upstream -> upstream.vendor().name() + " serves " + served(catalog, upstream))
                .collect(Collectors.joining("; "));
        String found = real.isEmpty() ? "none configured (set a key such as OPENAI_API_KEY)" : real;
        return standIns.isEmpty() ? found : found + "; " + standIns;
    }

    private static String served(Catalog catalog, Upstream upstream) {
        long models = catalog.endpoints()
                .stream()
                .filter(endpoints -> endpoints.stream().anyMatch(endpoint -> endpoint.upstream().equals(upstream)))
                .count();
        return models == 1 ? "only its own model" : models + " models in the place of real providers";
    }

    private static String names(List<Upstream> upstreams) {
        return upstreams.stream().map(upstream -> upstream.vendor().name()).collect(Collectors.joining(", "));
    }

    /** A model that answers now. */
    private static String example(Catalog catalog) {
        return java.util.stream.Stream.concat(catalog.model(EXAMPLE_MODEL).stream(), catalog.models().stream())
                .filter(model -> model.writesText()
                        && catalog.endpointsOf(model).stream().anyMatch(endpoint -> endpoint.servable()))
                .map(model -> model.id())
                .findFirst()
                .orElse(EXAMPLE_MODEL);
    }
}
