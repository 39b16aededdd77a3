package dev.interline.generations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppTest {
    private static Optional<App> app(String referer, String title, String categories) {
        return App.of(new Generation.Client(Optional.empty(), Optional.ofNullable(referer), Optional.ofNullable(title),
                Optional.ofNullable(categories), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"https://Your-App.com,Your App,https://your-app.com,Your App",
            "HTTPS://your-app.com/?user=7#top,,https://your-app.com,your-app.com",
            "https://your-app.com/one/,,https://your-app.com/one,your-app.com",
            "http://localhost:3000,My App,http://localhost:3000,My App"})
    void isKnownByItsAddress(String referer, String title, String url, String name) {
        var app = app(referer, title, null).orElseThrow();
        assertThat(app.url()).isEqualTo(url);
        assertThat(app.name()).isEqualTo(name);
        assertThat(app.id()).isBetween(1L, 1L << 48)
                .isEqualTo(app(url, "Another title", null).orElseThrow().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "your-app.com", "ftp://your-app.com", "https://", "http://localhost:3000",
            "https://a b/",
            "http://[::1]/x"})
    void isNotMadeByWhatIsNoAddress(String referer) {
        assertThat(app(referer, null, null)).isEmpty();
    }

    @Test
    void isNotMadeByATitleAlone() {
        assertThat(app(null, "My App", "game")).isEmpty();
    }

    @Test
    void hasTheKnownOnesOfItsCategories() {
        assertThat(app("https://a.com", "A", " cli-agent ,nonsense,game,legal").orElseThrow().categories())
                .containsExactly("cli-agent", "game");
        assertThat(app("https://a.com", "A", "").orElseThrow().categories()).isEmpty();
    }

    @Test
    void hasANameOfBoundedLength() {
        assertThat(app("https://a.com", "x".repeat(500), null).orElseThrow().name()).hasSize(100);
        assertThat(app("https://a.com/" + "x".repeat(500), "A", null)).isEmpty();
    }
}
