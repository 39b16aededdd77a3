package dev.interline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ConfigCommandTest {
    @TempDir
    Path folder;

    @Test
    void findsNothingWrong() throws IOException {
        var file = write("port: 9090\n");

        assertThat(Typed.interline("config", "check", "--config", file))
                .isEqualTo(new Typed(0, file + ": good" + System.lineSeparator(), ""));
    }

    @Test
    void tellsAllThatIsWrongInALineEach() throws IOException {
        var file = write("port: x\ndrain: y\n");

        var typed = Typed.interline("config", "check", "--config", file);

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines()).containsExactly(file + ":1: port: \"x\": a whole number",
                file + ":2: drain: \"y\": a duration such as 250ms, 5s, 2m or 1h");
    }

    @Test
    void tellsWhatIsWrongAsJson() throws IOException {
        var file = write("port: x\n");

        var typed = Typed.interline("config", "check", "--json", "--config", file);

        assertThat(typed.code()).isEqualTo(2);
        assertThat(JsonMapper.shared().readTree(typed.out())).isEqualTo(JsonMapper.shared().readTree("""
                {"ok":false,"issues":[{"key":"port","value":"x","message":"a whole number","from":"file",
                 "file":"%s","line":1}]}""".formatted(file)));
    }

    @Test
    void showsEverySettingWithItsOriginAndNoSecret() throws IOException {
        var file = write("port: 9090\nproviders: {mine: {base-url: http://h/v1, api-key: hidden}}\n");

        var typed = Typed.interline("config", "show", "--config", file);

        assertThat(typed.code()).isZero();
        assertThat(typed.out().lines().map(line -> line.replaceAll(" +", " "))).contains("KEY VALUE FROM",
                "host 127.0.0.1 default", "port 9090 " + file + ":1", "providers.mine.api-key **** " + file + ":2",
                "tls - default");
        assertThat(typed.out()).doesNotContain("hidden");
        assertThat(JsonMapper.shared().readTree(Typed.interline("config", "show", "--json", "--config", file).out())
                .get(1)).isEqualTo(JsonMapper.shared().readTree(
                        "{\"key\":\"port\",\"value\":\"9090\",\"from\":\"file\",\"file\":\"%s\",\"line\":1}"
                                .formatted(file)));
    }

    @Test
    void asksForASubcommand() {
        assertThat(Typed.interline("config").err().strip())
                .isEqualTo("interline: no command given, in 'interline config', see interline config --help");
    }

    private String write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("interline.yaml"), yaml).toString();
    }
}
