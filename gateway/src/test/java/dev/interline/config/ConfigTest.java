package dev.interline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigTest {
    @TempDir
    Path folder;

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        var config = Config.defaults();

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.data()).isEqualTo(Path.of("./data"));
        assertThat(config.tls()).isEmpty();
        assertThat(config.providers()).isEmpty();
        assertThat(config.timeouts().firstContent()).isEqualTo(Duration.ofSeconds(120));
        assertThat(config.limits().body()).isEqualTo(Size.megabytes(32));
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.accounts().defaultCredits().dollars()).contains(new BigDecimal("1000"));
        assertThat(config.database().durability()).isEqualTo(Database.Durability.PROCESS);
        assertThat(config.cors().origins()).containsExactly("*");
        assertThat(config.log()).isEqualTo(new Log(Log.Format.TEXT, Log.Level.INFO, true));
    }

    @Test
    void readsASelfHostedProviderWithModelsAndPrices() {
        var provider = Config.of("""
                providers:
                  my-vllm:
                    dialect: openai
                    base-url: http://127.0.0.1:9001/v1/
                    api-key: very-secret
                    timeouts: {idle: 5m}
                    models:
                      - id: acme/large
                        upstream: acme-large-fp8
                        context-length: 128000
                        pricing: {prompt: "0.000001", completion: 2e-6}
                """).providers().get("my-vllm");

        assertThat(provider.dialect()).contains(ProviderEntry.Dialect.OPENAI);
        assertThat(provider.baseUrl()).contains(URI.create("http://127.0.0.1:9001/v1"));
        assertThat(provider.apiKey()).contains(new Secret("very-secret"));
        assertThat(provider.toString()).doesNotContain("very-secret");
        assertThat(Config.defaults().timeouts().with(provider.timeouts()).idle()).isEqualTo(Duration.ofMinutes(5));
        var model = provider.models().getFirst();
        assertThat(model.upstreamId()).isEqualTo("acme-large-fp8");
        assertThat(model.contextLength()).contains(128_000L);
        assertThat(model.pricing()).containsEntry("prompt", new BigDecimal("0.000001"))
                .containsEntry("completion", new BigDecimal("0.000002"));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceWithItsPlace() throws Exception {
        Path file = write("""
                port: 70000
                hots: 0.0.0.0
                drain: ${MISSING}
                timeouts:
                  connect: 0s
                  idel: 5s
                  total: 5
                limits: {json-depth: many, body: 512MB}
                log: {format: jsn}
                tls: {certificate: a.pem}
                cors: {origins: "*"}
                providers:
                  Mine:
                    base-url: ftp://host/v1
                    api-key: [a]
                    models:
                      - id: acme/large
                        pricing: {prompt: "0.15", promt: 1, completion: -1}
                        input-modalities: [txt]
                port: 1
                """);

        assertThat(refused(file, Map.of("INTERLINE_PROT", "1", "INTERLINE_LOG_LEVEL", "loud"))).containsExactly(
                file + ":1: port: \"70000\": from 0 to 65535",
                file + ":2: hots: unknown key (did you mean host?); allowed: host, port, data, tls, providers, models, "
                        + "timeouts, limits, drain, accounts, bootstrap-key, database, cors, log, catalog",
                file + ":3: drain: \"${MISSING}\": environment variable MISSING is not set; set it, or write "
                        + "${MISSING:-default}",
                file + ":5: timeouts.connect: \"0s\": from 10ms to 24h",
                file + ":6: timeouts.idel: unknown key (did you mean idle?); allowed: connect, response-headers, "
                        + "first-content, idle, total, client-idle, keep-alive-comment, write-stall",
                file + ":7: timeouts.total: \"5\": a duration such as 250ms, 5s, 2m or 1h",
                file + ":8: limits.json-depth: \"many\": a whole number",
                file + ":8: limits.buffered-bodies: \"256MB\": at least as much as limits.body (512MB)",
                file + ":9: log.format: \"jsn\": text or json (did you mean json?)",
                file + ":10: tls.key: missing: a path",
                file + ":11: cors.origins: a list, not a single value",
                file + ":13: providers.Mine: \"Mine\": a name of lower-case letters, digits, '-', '.' and '_'",
                file + ":14: providers.Mine.base-url: \"ftp://host/v1\": an http or https address without credentials,"
                        + " query and fragment, such as http://127.0.0.1:9001/v1",
                file + ":15: providers.Mine.api-key: a secret text, not a list",
                file + ":18: providers.Mine.models[0].pricing.prompt: \"0.15\": dollars per token, under 0.01; this "
                        + "looks like a price per million tokens, which would be 0.00000015 (unit-check: false allows"
                        + " it)",
                file + ":18: providers.Mine.models[0].pricing.promt: \"1\": an unknown price (did you mean prompt?); "
                        + "allowed: prompt, completion, internal_reasoning, input_cache_read, input_cache_write, "
                        + "input_cache_write_1h, image_token, image_output, audio, audio_output, input_audio, "
                        + "input_audio_cache, request, image, web_search",
                file + ":18: providers.Mine.models[0].pricing.completion: \"-1\": dollars, 0 or more",
                file + ":19: providers.Mine.models[0].input-modalities: \"txt\": one of text, image, file, audio, "
                        + "video (did you mean text?)",
                file + ":20: port: set twice, first in " + file + ":1",
                "INTERLINE_PROT: unknown variable (did you mean INTERLINE_PORT?)",
                "INTERLINE_LOG_LEVEL: log.level: \"loud\": error, warn, info, debug or trace");
    }

    private List<String> refused(Path file, Map<String, String> environment) {
        return switch (load(file, environment, Map.of())) {
            case Loading.Loaded loaded -> throw new AssertionError("accepted: " + loaded.config());
            case Loading.Refused(var issues) -> issues.stream().map(Issue::text).toList();
        };
    }

    private Loading load(Path file, Map<String, String> environment, Map<String, String> options) {
        return Config.load(new Sources(Optional.of(file), folder, new Environment(environment), options, Set.of()));
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(folder.resolve("interline.yaml"), yaml);
    }
}
