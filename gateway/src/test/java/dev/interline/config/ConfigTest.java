package dev.interline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"secret: too-short | secret", "jwks-url: https://a.example/keys | jwks-url",
            "{jwks-url: http://a.example/keys, issuer: a, audience: b} | jwks-url",
            "{jwks-url: http://127.evil.example/keys, issuer: a, audience: b} | jwks-url",
            "{jwks-url: ftp://a.example/keys, issuer: a, audience: b} | jwks-url", "new-subjects: any | new-subjects"})
    void refusesTokenSettingsThatLetInTooMany(String jwt, String key) {
        assertThatThrownBy(() -> Config.of("jwt:\n  " + jwt.replaceAll("^\\{|}$", "").replace(", ", "\n  ")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("jwt." + key)
                .hasMessageNotContaining("too-short");
    }

    @Test
    void acceptsTokensOnlyWhenToldHowToCheckThem() {
        assertThat(Config.defaults().jwt().enabled()).isFalse();
        assertThat(Config.of("jwt: {secret: " + "x".repeat(32) + "}").jwt().enabled()).isTrue();
        for (var host : List.of("https://a.example", "http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1")) {
            assertThat(Config.of("jwt: {jwks-url: '" + host + "/keys', issuer: a, audience: b}").jwt().enabled())
                    .isTrue();
        }
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
                limits: {connections: many, body: 512MB}
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
                        + "timeouts, limits, idempotency, responses, routing, drain, accounts, bootstrap-key, master-key, "
                        + "database, cors, log, catalog, jwt, alerts, management, trusted-proxies, retention, service, docs, extensions",
                file + ":3: drain: \"${MISSING}\": environment variable MISSING is not set; set it, or write "
                        + "${MISSING:-default}",
                file + ":5: timeouts.connect: \"0s\": from 10ms to 24h",
                file + ":6: timeouts.idel: unknown key (did you mean idle?); allowed: connect, response-headers, "
                        + "first-content, idle, total, client-idle, keep-alive-comment, write-stall",
                file + ":7: timeouts.total: \"5\": a duration such as 250ms, 5s, 2m or 1h",
                file + ":8: limits.connections: \"many\": a whole number",
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

    @Test
    void optionsWinOverVariablesAndTheseOverTheFile() throws Exception {
        Path file = write("host: 10.0.0.1\nport: 1\ndata: /a\ndrain: 7s\n");
        var loaded = loaded(file, Map.of("INTERLINE_PORT", "2", "INTERLINE_DATA", "/b"), Map.of("data", "/c"));

        assertThat(loaded.settings()).contains(
                new Setting("host", "10.0.0.1", new Origin.Line(file, 1)),
                new Setting("port", "2", new Origin.Variable("INTERLINE_PORT")),
                new Setting("data", "/c", new Origin.Option("--data")),
                new Setting("timeouts.idle", "60s", new Origin.Standard()));
        assertThat(loaded.config().data()).isEqualTo(Path.of("/c"));
    }

    @Test
    void variablesNameProvidersOfTheFileOrMakeNewOnes() throws Exception {
        Path file = write("""
                providers:
                  my.vllm_2: {base-url: http://a/v1, headers: {X-A: b}}
                """);
        var providers = loaded(file, Map.of(
                "INTERLINE_PROVIDERS_MY_VLLM_2_API_KEY", "k",
                "INTERLINE_PROVIDERS_NEW_ONE_BASE_URL", "http://b/v1",
                "INTERLINE_PROVIDERS_NEW_ONE_TIMEOUTS_FIRST_CONTENT", "9s",
                "INTERLINE_PROVIDERS_NEW_ONE_MODELS", "[{id: a/b}, {id: a/c}]"), Map.of()).config().providers();

        assertThat(providers).containsOnlyKeys("my.vllm_2", "new-one");
        var old = Objects.requireNonNull(providers.get("my.vllm_2"));
        assertThat(old.baseUrl()).contains(URI.create("http://a/v1"));
        assertThat(old.apiKey()).contains(new Secret("k"));
        assertThat(old.headers()).containsEntry("X-A", new Secret("b"));
        var made = Objects.requireNonNull(providers.get("new-one"));
        assertThat(made.timeouts().firstContent()).contains(Duration.ofSeconds(9));
        assertThat(made.models()).extracting(ModelEntry::upstreamId).containsExactly("a/b", "a/c");
    }

    @Test
    void variablesThatAreNotSettingsAreLeftAlone() throws Exception {
        loaded(write(""), Map.of("INTERLINE_HOME", "/x", "INTERLINE_CONFIG", "y", "INTERLINE_API_KEY", "z",
                "INTERLINE_PORT", "", "PATH", "/bin"), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"${HOST},a.example", "x${HOST}y,xa.exampley", "${NONE:-b},b", "${EMPTY:-b},b", "${HOST}-${HOST},"
            + "a.example-a.example"})
    void fillsInVariables(String written, String value) throws Exception {
        assertThat(loaded(write("host: \"" + written + "\""), Map.of("HOST", "a.example", "EMPTY", ""), Map.of())
                .config().host()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"7d,P7D,7d", "24h,PT24H,24h", "48h,P2D,2d", "3650d,P3650D,3650d", "forever,,forever"})
    void keepsGenerationsForAnAgeOrForever(String written, @Nullable Duration limit, String told) {
        var age = Config.of("retention: {generations: " + written + "}").retention().generations();
        assertThat(age.limit()).isEqualTo(Optional.ofNullable(limit));
        assertThat(age).hasToString(told);
        assertThat(Config.defaults().retention().generations().limit()).contains(Duration.ofDays(90));
    }

    @Test
    void twoDollarsAreNoReference() throws Exception {
        assertThat(loaded(write("models: {a/b: {name: \"$${X} $5\"}}"), Map.of(), Map.of()).config().models())
                .hasEntrySatisfying("a/b", model -> assertThat(model.name()).contains("${X} $5"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "drain: 61m | drain: \"61m\": from 0s to 1h",
            "drain: 1.5s | drain: \"1.5s\": a duration such as 250ms, 5s, 2m or 1h",
            "drain: [1s] | drain: a duration such as 250ms, 5s, 2m or 1h, not a list",
            "limits: {body: 32mb} | limits.body: \"32mb\": a size such as 512B, 256KB, 32MB or 1GB",
            "limits: {body: 9999999999GB} | limits.body: \"9999999999GB\": a size such as 512B, 256KB, 32MB or 1GB",
            "limits: 5 | limits: a section of keys and values, not a single value",
            "accounts: {default-credits: -1} | accounts.default-credits: \"-1\": dollars such as 1000 or 0.50, or "
                    + "unmetered",
            "retention: {generations: 23h} | retention.generations: \"23h\": a duration from 1d to 3650d such as 90d, "
                    + "or forever",
            "retention: {generations: 0} | retention.generations: \"0\": a duration from 1d to 3650d such as 90d, "
                    + "or forever",
            "retention: {generations: 3651d} | retention.generations: \"3651d\": a duration from 1d to 3650d such as "
                    + "90d, or forever",
            "log: {access: yes} | log.access: \"yes\": true or false",
            "bootstrap-key: secret | bootstrap-key: \"****\": \"sk-\" and 13 to 253 letters, digits, '-' or '_', "
                    + "such as sk-or-v1- and 64 hex digits",
            "cors: {origins: [example.com]} | cors.origins: \"example.com\": \"*\" or origins such as "
                    + "https://app.example.com",
            "database: {user: me} | database.user: \"me\": only together with database.url",
            "database: {url: 'postgresql://me:hidden@h/d'} | database.url: \"postgresql://****@h/d\": an address such "
                    + "as jdbc:postgresql://host:5432/interline",
            "providers: {a: {base-url: 'http://me:hidden@h/v1'}} | providers.a.base-url: \"http://****@h/v1\": an http "
                    + "or https address without credentials, query and fragment, such as http://127.0.0.1:9001/v1",
            "providers: {a: {api-key: 'hid den'}} | providers.a.api-key: \"****\": printable characters without spaces",
            "providers: {a: {base-url: 'http://'}} | providers.a.base-url: \"http://\": an address such as "
                    + "http://127.0.0.1:9001/v1",
            "providers: {a: {models: [{name: x}]}} | providers.a.models[0].id: missing: a text",
            "providers: {a: {serve: sometimes}} | providers.a.serve: \"sometimes\": auto, always or never",
            "host: !secret x | host: \"!secret\": no tag"})
    void saysWhatIsAllowed(String yaml, String complaint) throws Exception {
        Path file = write(yaml);
        var lines = refused(file, Map.of());
        assertThat(lines).contains(file + ":1: " + complaint);
        assertThat(lines.toString()).doesNotContain("hidden", "hid den");
    }

    @ParameterizedTest
    @CsvSource({"0.01,false", "0.0099,true", "1,false", "0,true"})
    void pricesThatLookLikePerMillionAreRefused(String price, boolean good) {
        var yaml = "models: {a/b: {pricing: {prompt: %s}%s}}";
        if (good) {
            Config.of(yaml.formatted(price, ""));
        } else {
            assertThatThrownBy(() -> Config.of(yaml.formatted(price, "")))
                    .hasMessageContaining("looks like a price per million tokens");
        }
        Config.of(yaml.formatted(price, ", unit-check: false"));
    }

    @Test
    void brokenYamlIsOneComplaintWithItsLine() throws Exception {
        Path file = write("host: a\nport: [1\ndata: b\n");
        assertThat(refused(file, Map.of())).singleElement().asString().startsWith(file + ":3: not YAML: ");
    }

    @Test
    void aTextThatGrowsIsRefused() throws Exception {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            yaml.append("a%d: &a%d [".formatted(i, i)).append(("*a" + (i - 1) + ", ").repeat(8)).append("x]\n");
        }
        assertThat(refused(write(yaml.toString()), Map.of()).toString()).containsAnyOf("not YAML", "too large");
    }

    @Test
    void aFileThatIsNamedMustExist() {
        Path file = folder.resolve("none.yaml");
        assertThat(refused(file, Map.of())).containsExactly(file + ": no such file");
    }

    @Test
    void theVariableNamesTheFileAndElseItIsOptional() throws Exception {
        Path file = Files.writeString(folder.resolve("other.yaml"), "port: 5");
        var named = new Environment(Map.of("INTERLINE_CONFIG", file.toString()));
        assertThat(port(new Sources(Optional.empty(), folder, named, Map.of(), Set.of()))).isEqualTo(5);
        assertThat(port(new Sources(Optional.empty(), folder, Environment.EMPTY, Map.of(), Set.of())))
                .isEqualTo(8080);
    }

    @Test
    void aProviderThatNobodyKnowsNeedsAnAddress() throws Exception {
        Path file = write("providers:\n  opnai: {}\n  openai: {enabled: false}\n");
        var refused = (Loading.Refused) Config.load(
                new Sources(Optional.of(file), folder, Environment.EMPTY, Map.of(), Set.of("openai", "groq")));
        assertThat(refused.text()).isEqualTo(file + ":2: providers.opnai.base-url: missing: no provider of that name"
                + " is known by heart (did you mean openai?)");
    }

    @Test
    void secretsAreNeverShown() throws Exception {
        var loaded = loaded(write("""
                bootstrap-key: sk-hidden-key-1234
                database: {url: "jdbc:postgresql://h/d", user: u, password: hidden-2}
                providers: {a: {api-key: hidden-3, headers: {X-Key: "${K}"}}}
                """), Map.of("K", "hidden-4"), Map.of());

        assertThat(loaded.toString()).doesNotContain("hidden").contains("****");
        assertThat(loaded.config().bootstrapKey().orElseThrow().reveal()).isEqualTo("sk-hidden-key-1234");
    }

    @Test
    void valuesAreWrittenAsTheyAreRead() {
        assertThat(Values.text(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(Values.text(Duration.ofMinutes(90))).isEqualTo("90m");
        assertThat(Size.parse("1024KB")).isEqualTo(Size.megabytes(1)).hasToString("1MB");
        assertThat(Size.parse("1500B")).hasToString("1500B");
        assertThat(Config.of("accounts: {default-credits: unmetered}").accounts().defaultCredits())
                .isEqualTo(Credits.UNMETERED);
    }

    private static int port(Sources sources) {
        return ((Loading.Loaded) Config.load(sources)).config().port();
    }

    private Loading.Loaded loaded(Path file, Map<String, String> environment, Map<String, String> options) {
        return switch (load(file, environment, options)) {
            case Loading.Loaded loaded -> loaded;
            case Loading.Refused refused -> throw new AssertionError(refused.text());
        };
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
