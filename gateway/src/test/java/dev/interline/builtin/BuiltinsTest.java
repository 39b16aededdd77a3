package dev.interline.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BuiltinsTest {
    private static final Instant NOW = Instant.parse("2026-03-29T00:30:00Z");
    private final Builtins builtins = new Builtins(() -> NOW, Optional.empty());

    private JsonNode run(String name, String arguments) {
        return Json.mapper().readTree(builtins.run(name, arguments));
    }

    private JsonNode calculate(String expression) {
        return run("calculator", Json.mapper().createObjectNode().put("expression", expression).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.1 + 0.2|0.3", "1 + 2 * 3|7", "(1 + 2) * 3|9", "2^3^2|512", "-2^2|-4",
            "2^-2|0.25", "10 % 4|2", "7 / 2|3.5", "1/3|0.33333333333333333333333333333333333333333333333333",
            "19.99 * 3 * 1.19|71.3643", "sqrt(16)|4", "sqrt(2)|1.4142135623730950488016887242096980785696718753769",
            "max(1, 2, 3) - min(4, 5)|-1", "round(2.345, 2)|2.35", "floor(-1.5)|-2", "ceil(1.2)|2", "abs(-3)|3",
            "1e3 + 1_000|2000", "99999999999999999999 + 1|100000000000000000000", "--1|1", "0 * 5|0"})
    void calculatesExactly(String expression, String result) {
        assertThat(calculate(expression).path("result").asString()).startsWith(result.substring(0,
                Math.min(result.length(), 40)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 / 0", "1 +", "(1", "1 2", "abacus(1)", "2 ^ 0.5", "9^9^9", "10^1000 * 10^1000 * 10^1000",
            "x",
            "sqrt(-1)", "1..2", "round(1, 1000)"})
    void tellsWhatCannotBeCalculated(String expression) {
        assertThat(calculate(expression).path("error").asString()).startsWith("expression: ");
        assertThat(calculate("(".repeat(500) + "1" + ")".repeat(499)).path("error").asString()).contains("parentheses");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|2026-03-29T00:30:00Z",
            "{\"zone\":\"Europe/Berlin\"}|2026-03-29T01:30:00+01:00",
            "{\"zone\":\"Europe/Berlin\",\"add\":\"PT1H\"}|2026-03-29T03:30:00+02:00",
            "{\"time\":\"2026-01-31\",\"add\":\"P1M\"}|2026-02-28T00:00:00Z",
            "{\"time\":\"2026-03-01T09:30\",\"zone\":\"Asia/Tokyo\",\"to_zone\":\"UTC\"}|2026-03-01T00:30:00Z",
            "{\"time\":\"2026-03-01T09:30:00+02:00\",\"add\":\"-P1DT2H\"}|2026-02-28T05:30:00Z"})
    void knowsTimesAndZones(String arguments, String time) {
        assertThat(run("date_time", arguments).path("time").asString()).isEqualTo(time);
    }

    @Test
    void tellsHowLongItIs() {
        var answer = run("date_time", "{\"time\":\"2026-12-24\",\"until\":\"2026-12-31T12:00\"}");
        assertThat(answer.path("until_days").asInt()).isEqualTo(7);
        assertThat(answer.path("weekday").asString()).isEqualTo("Thursday");
        assertThat(run("date_time", "{\"zone\":\"Mars/Base\"}").path("error").asString()).contains("Mars/Base");
        assertThat(run("date_time", "{\"time\":\"soon\"}").path("error").asString()).contains("soon");
    }

    @ParameterizedTest
    @CsvSource({"100,c,f,212", "32,F,celsius,0", "-40,f,c,-40", "1,mi,km,1.609344", "1,GiB,mb,1073.741824",
            "1,h,s,3600",
            "36,km/h,m/s,10", "1,lb,g,453.59237", "0,c,k,273.15", "2,acre,m2,8093.7128448"})
    void convertsUnits(String value, String from, String to, String result) {
        var answer = run("convert_units", "{\"value\":" + value + ",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");
        assertThat(answer.path("value").asString()).as(answer.toString()).isEqualTo(result);
    }

    @Test
    void convertsOnlyWithinAKind() {
        assertThat(run("convert_units", "{\"value\":1,\"from\":\"kg\",\"to\":\"km\"}").path("error").asString())
                .contains("a mass cannot become a length");
        assertThat(run("convert_units", "{\"value\":1,\"from\":\"parsec\",\"to\":\"km\"}").path("error").asString())
                .contains("parsec", "km");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"$.items[0].name|[\"a\"]", "$.items[-1].name|[\"b\"]",
            "$.items[*].price|[1,2.50]", "$..name|[\"a\",\"b\"]", "$['odd key']|[true]", "$.nothing|[]",
            "$|[{\"items\":[{\"name\":\"a\",\"price\":1},{\"name\":\"b\",\"price\":2.50}],\"odd key\":true}]"})
    void queriesJson(String path, String values) {
        var arguments = Json.mapper().createObjectNode().put("path", path).put("json",
                "{\"items\":[{\"name\":\"a\",\"price\":1},{\"name\":\"b\",\"price\":2.50}],\"odd key\":true}");
        assertThat(run("query_json", arguments.toString()).path("values").toString()).isEqualTo(values);
    }

    @Test
    void countsTexts() {
        var counts = run("text_statistics", "{\"text\":\"Hello there. Hello, you!\\n\\nBye 😀\"}");
        assertThat(counts.path("words").asInt()).isEqualTo(5);
        assertThat(counts.path("sentences").asInt()).isEqualTo(3);
        assertThat(counts.path("paragraphs").asInt()).isEqualTo(2);
        assertThat(counts.path("characters").asInt()).isEqualTo(31);
        assertThat(counts.at("/most_frequent/0/word").asString()).isEqualTo("hello");
    }

    @Test
    void tellsAModelWhatItDidWrong() {
        assertThat(run("abacus", "{}").path("error").asString()).contains("abacus");
        assertThat(run("calculator", "{").path("error").asString()).contains("not valid JSON");
        assertThat(run("calculator", "[]").path("error").asString()).contains("object");
        assertThat(run("calculator", "").path("error").asString()).contains("expression: missing");
        assertThat(builtins.has("web_fetch")).isFalse();
    }

    // ---- web ----

    private final Map<String, Fetcher.Page> pages = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>(Map.of("example.com", "93.184.216.34", "inside.example",
            "10.1.2.3", "both.example", "93.184.216.34 127.0.0.1"));

    private JsonNode fetch(String url) {
        var web = new WebFetch((uri, address, _) -> {
            asked.add(uri + " " + address.getHostAddress());
            return Optional.ofNullable(pages.get(uri.toString())).orElseThrow(() -> new IOException("refused"));
        }, this::resolve);
        try {
            return web.run(Json.mapper().createObjectNode().put("url", url));
        } catch (IllegalArgumentException e) {
            return Json.mapper().createObjectNode().put("error", e.getMessage());
        }
    }

    private InetAddress[] resolve(String host) throws IOException {
        var known = names.getOrDefault(host, host).split(" ");
        var found = new InetAddress[known.length];
        for (int i = 0; i < known.length; i++) {
            found[i] = InetAddress.getByName(known[i]);
        }
        return found;
    }

    private static Fetcher.Page page(String type, String body) {
        return new Fetcher.Page(200, Optional.empty(), Optional.of(type), body.getBytes(StandardCharsets.UTF_8), false);
    }

    private static Fetcher.Page redirect(String to) {
        return new Fetcher.Page(302, Optional.of(to), Optional.empty(), new byte[0], false);
    }

    @Test
    void readsPublicPages() {
        pages.put("https://example.com/a", redirect("/b"));
        pages.put("https://example.com/b", page("text/html; charset=utf-8",
                "<html><head><title>x</title></head><body><h1>Caf&amp;é</h1><script>alert(1)</script><p>One<br>two</p>"));
        var answer = fetch("https://example.com/a");
        assertThat(answer.path("text").asString()).isEqualTo("Caf&é\nOne\ntwo");
        assertThat(answer.path("url").asString()).isEqualTo("https://example.com/b");
        assertThat(asked).allSatisfy(to -> assertThat(to).endsWith(" 93.184.216.34"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/",
            "http://0.0.0.0/",
            "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[::ffff:127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/", "http://255.255.255.255/",
            "http://192.0.2.1/", "http://198.18.0.1/", "http://inside.example/", "http://both.example/", "http://0/",
            "http://2130706433/", "http://0x7f000001/", "http://user:pw@example.com/", "ftp://example.com/",
            "file:///etc/passwd", "gopher://example.com/", "//example.com", "nonsense", "http://"})
    void readsNothingElse(String url) {
        pages.put(url, page("text/plain", "secret"));
        pages.put("https://example.com/", redirect(url));
        assertThat(fetch(url).path("error").asString()).startsWith("url: ");
        assertThat(asked).isEmpty();
        var behind = fetch("https://example.com/");
        assertThat(behind.path("text").asString("")).as("nor behind a redirect").doesNotContain("secret");
        assertThat(asked).hasSizeLessThanOrEqualTo(2).allSatisfy(to -> assertThat(to).endsWith(" 93.184.216.34"));
    }

    @Test
    void followsNoRedirectsForever() {
        pages.put("https://example.com/", redirect("https://example.com/"));
        assertThat(fetch("https://example.com/").path("error").asString()).contains("redirects");
        assertThat(asked).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2606:4700::1111",
            "64:ff9b::808:808", "198.20.0.1", "11.0.0.1", "223.255.255.1"})
    void knowsPublicAddresses(String address) throws Exception {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }
}
