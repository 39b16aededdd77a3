package dev.interline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.interline.admin.TestOwner;
import dev.interline.bytes.Json;
import dev.interline.identity.Lookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** The commands that administer accounts and keys. */
class KeysCommandTest {
    @TempDir
    private Path parent;

    private Typed typed(String... arguments) {
        var all = new String[arguments.length + 2];
        all[0] = arguments[0];
        all[1] = arguments[1];
        all[2] = "--data";
        all[3] = folder().toString();
        System.arraycopy(arguments, 2, all, 4, arguments.length - 2);
        return Typed.interline(all);
    }

    private Path folder() {
        return parent.resolve("data");
    }

    private static JsonNode json(Typed typed) {
        assertThat(typed.err()).isEmpty();
        assertThat(typed.code()).isZero();
        return Json.mapper().readTree(typed.out());
    }

    @Test
    void printsTheBareKeyAndNothingElse() {
        var created = typed("keys", "create", "--name", "laptop");
        assertThat(created.err()).isEmpty();
        assertThat(created.code()).isZero();
        assertThat(created.out()).matches("sk-or-v1-[0-9a-f]{64}\\R");
    }

    @Test
    void reachesARunningServerAtOnce() {
        try (var server = new TestOwner(folder())) {
            var keys = server.identity().keys();
            var key = typed("keys", "create", "--name", "laptop").out().strip();
            assertThat(keys.find(key)).isInstanceOf(Lookup.Known.class);
            assertThat(typed("keys", "disable", key).out()).endsWith(" disabled" + System.lineSeparator());
            assertThat(keys.find(key)).isInstanceOf(Lookup.Disabled.class);
            assertThat(typed("keys", "delete", key).code()).isZero();
            assertThat(keys.find(key)).isInstanceOf(Lookup.Unknown.class);
        }
    }

    @Test
    void listsKeysWithoutTheirSecrets() {
        var created = json(typed("keys", "create", "--name", "ci", "--expires", "2999-01-31", "--json"));
        var secret = created.path("key").asString();
        var listed = typed("keys", "list");
        assertThat(listed.out()).contains("ci", "default", "enabled", "2999-01-31T00:00:00Z",
                created.path("data").path("label").asString()).doesNotContain(secret.substring(9));
        assertThat(json(typed("keys", "list", "--json")).path("data").get(0)).isEqualTo(created.path("data"));
    }

    @Test
    void keepsAccountsToTheNanoDollar() {
        assertThat(typed("accounts", "create", "team", "--credits", "0.1").out()).startsWith("acc_");
        assertThat(typed("accounts", "credit", "team", "0.000000002").out().strip()).isEqualTo("0.100000002");
        assertThat(typed("accounts", "credit", "team", "--", "-0.100000001").out().strip()).isEqualTo("0.000000001");
        var credits = json(typed("accounts", "list", "--json")).path("data").valueStream().collect(Collectors.toMap(
                account -> account.path("name").asString(), account -> account.path("credits").decimalValue()));
        assertThat(credits).containsOnlyKeys("default", "team");
        assertThat(credits.get("default")).isEqualByComparingTo("1000");
        assertThat(typed("accounts", "create", "free", "--unmetered").code()).isZero();
        assertThat(typed("accounts", "list").out()).contains("unmetered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.0000000001", "1e3", "", "NaN", "99999999999", "1,5"})
    void refusesWhatIsNoAmount(String amount) {
        var refused = typed("accounts", "create", "team", "--credits", amount);
        assertThat(refused.code()).isEqualTo(CommandFailure.USAGE);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(folder()).doesNotExist();
    }

    @Test
    void boundsKeys() {
        var created = json(typed("keys", "create", "--name", "ci", "--limit", "5.5", "--limit-reset", "daily", "--rpm",
                "10", "--models", "openai/gpt-4o,acme/large", "--include-byok", "--json")).path("data");
        assertThat(created.path("limit").decimalValue()).isEqualByComparingTo("5.5");
        assertThat(created.path("limit_remaining").decimalValue()).isEqualByComparingTo("5.5");
        assertThat(created.path("limit_reset").asString()).isEqualTo("daily");
        assertThat(created.path("include_byok_in_limit").asBoolean()).isTrue();
        assertThat(created.path("requests_per_minute").asInt()).isEqualTo(10);
        assertThat(created.path("allowed_models").toString()).isEqualTo("[\"openai/gpt-4o\",\"acme/large\"]");
        assertThat(created.path("allowed_providers").isNull()).isTrue();
        assertThat(typed("keys", "list").out()).contains("5.50 daily");
    }

    @Test
    void makesManagementKeys() {
        try (var server = new TestOwner(folder())) {
            var key = typed("keys", "create", "--name", "boss", "--management").out().strip();
            assertThat(server.identity().keys().find(key)).isInstanceOfSatisfying(Lookup.Known.class,
                    known -> assertThat(known.caller().management()).isTrue());
            assertThat(typed("keys", "list").out()).contains("enabled (management)");
        }
    }

    @ParameterizedTest
    @CsvSource({"--limit,much", "--limit-reset,hourly", "--rpm,many"})
    void refusesBoundsThatMakeNoSense(String option, String value) {
        var refused = typed("keys", "create", "--name", "x", option, value);
        assertThat(refused.code()).isEqualTo(CommandFailure.USAGE);
        assertThat(refused.err()).contains(value).hasLineCount(1);
        assertThat(folder()).doesNotExist();
    }

    @Test
    void saysInOneLineWhatCannotBeDone() {
        var refused = typed("keys", "create", "--name", "x", "--account", "nobody");
        assertThat(refused.code()).isEqualTo(CommandFailure.FAILED);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("no account \"nobody\"").hasLineCount(1);
    }

    @Test
    void makesNoFolderJustToList() {
        assertThat(typed("keys", "list").err()).contains("no data folder", "--data").hasLineCount(1);
        assertThat(Files.exists(folder())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2027-01-31,2027-01-31T00:00:00Z", "2027-01-31T12:00:00Z,2027-01-31T12:00:00Z",
            "2027-01-31T12:00:00+02:00,2027-01-31T10:00:00Z", "90s,2026-01-01T00:01:30Z", "30m,2026-01-01T00:30:00Z",
            "12h,2026-01-01T12:00:00Z", "30d,2026-01-31T00:00:00Z", "2w,2026-01-15T00:00:00Z"})
    void understandsTimes(String text, Instant time) {
        assertThat(new Expiry(() -> Instant.parse("2026-01-01T00:00:00Z")).convert(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "12", "-1d", "2027-13-01", "2027-01-31T12:00"})
    void refusesWhatIsNoTime(String text) {
        assertThat(catchThrowable(() -> new Expiry().convert(text)))
                .isInstanceOf(TypeConversionException.class).hasMessageContaining("not a time");
    }
}
