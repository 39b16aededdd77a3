package dev.interline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an operator can set, complete and valid.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param data folder that this process owns: database, socket, lock
 * @param tls certificate for HTTPS and HTTP/2; without it the server speaks plain HTTP
 * @param providers upstreams by name, beside those that are known by heart
 * @param models what is to be different about models of the catalog, by model id
 * @param routing which endpoint is asked first
 * @param drain how long running answers may go on after the signal to stop
 * @param bootstrapKey the API key that the first start creates, instead of a random one
 * @param masterKey 32 bytes as hex or Base64, from which all other keys are derived; without it a random one is kept in
 *        the data folder
 * @param jwt which JSON Web Tokens are accepted beside API keys
 * @param trustedProxies whose {@code X-Forwarded-For} is believed
 * @param retention how long records are kept
 * @param service the service below /api/v2
 * @param docs whether the description of the API is served, as {@code /openapi.json} and as {@code /docs}
 * @param extensions folder with the jars of extensions; without it the one beside the program, if that is there
 */
public record Config(
        @Default("127.0.0.1") @AtRestart String host,
        @Default("8080") @AtRestart int port,
        @Default("./data") @AtRestart Path data,
        @AtRestart Optional<Tls> tls,
        Map<String, ProviderEntry> providers,
        Map<String, ModelOverride> models,
        Timeouts timeouts,
        Limits limits,
        Idempotency idempotency,
        Responses responses,
        Routes routing,
        @Default("30s") Duration drain,
        Accounts accounts,
        @AtRestart Optional<Secret> bootstrapKey,
        @AtRestart Optional<Secret> masterKey,
        @AtRestart Database database,
        Cors cors,
        Log log,
        Discovery catalog,
        @AtRestart Jwt jwt,
        Alerts alerts,
        Management management,
        List<Network> trustedProxies,
        Keep retention,
        Service service,
        @Default("true") boolean docs,
        @AtRestart Optional<Path> extensions) {

    public Config {
        providers = ordered(providers);
        models = ordered(models);
        trustedProxies = List.copyOf(trustedProxies);
        var checks = new Checks()
                .that(host.matches("[0-9A-Za-z.:%_-]+"), "host", host, "a host name or an IP address without brackets")
                .between("port", port, 0, 65535)
                .between("drain", drain, Duration.ZERO, Duration.ofHours(1));
        bootstrapKey
                .ifPresent(key -> checks.that(key.reveal().matches("sk-[A-Za-z0-9_-]{13,253}"), "bootstrap-key", key,
                        "\"sk-\" and 13 to 253 letters, digits, '-' or '_', such as sk-or-v1- and 64 hex digits"));
        masterKey
                .ifPresent(key -> checks.that(key.reveal().matches("[0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=?"), "master-key",
                        key, "32 random bytes as 64 hex digits or in Base64, as 'openssl rand -base64 32' makes them"));
        providers.keySet().forEach(name -> checks.that(name.matches("[a-z0-9][a-z0-9._-]{0,63}"), "providers." + name,
                name, "a name of lower-case letters, digits, '-', '.' and '_'"));
        models.keySet().forEach(id -> checks.that(ModelEntry.isModelId(id), "models." + id, id, ModelEntry.MODEL_ID));
        checks.done();
    }

    /** The configuration of a server that was told nothing. */
    public static Config defaults() {
        return of("");
    }

    /**
     * The configuration that this YAML text makes, without environment and file.
     *
     * @throws IllegalArgumentException when the text is refused; its message has a line for each problem
     */
    public static Config of(String yaml) {
        return switch (Loader.of(yaml)) {
            case Loading.Loaded loaded -> loaded.config();
            case Loading.Refused refused -> throw new IllegalArgumentException(refused.text());
        };
    }

    /** Reads all sources; the command line wins over the environment, that over the file, that over the defaults. */
    public static Loading load(Sources sources) {
        return Loader.load(sources);
    }

    /** An unmodifiable copy that keeps the order in which the operator wrote the entries. */
    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
