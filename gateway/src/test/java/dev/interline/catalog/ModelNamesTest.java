package dev.interline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.catalog.Resolution.Ambiguous;
import dev.interline.catalog.Resolution.Found;
import dev.interline.catalog.Resolution.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
    private final Draft draft = new Draft();

    private Model add(String id, String canonical, long created) {
        var model = new Model(id, canonical, id, created, Optional.empty(), 0, Model.Architecture.UNKNOWN,
                Pricing.FREE, new Model.TopProvider(0, 0, false), Set.of(), Map.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
        draft.add(model, Draft.Source.DESCRIBED);
        return model;
    }

    private Model add(String id) {
        return add(id, id, 0);
    }

    private Resolution resolve(String name) {
        return new ModelNames(draft).resolve(name);
    }

    @Test
    void takesDynamicVariantsOffAndKeepsStaticOnes() {
        var plain = add("a/one");
        var free = add("a/one:free", "a/one", 0);
        assertThat(resolve("a/one:nitro")).isEqualTo(new Found(plain, Set.of(Variant.NITRO)));
        assertThat(resolve("a/one:free")).isEqualTo(new Found(free, Set.of()));
        assertThat(resolve("a/one:free:online:floor"))
                .isEqualTo(new Found(free, Set.of(Variant.ONLINE, Variant.FLOOR)));
        assertThat(resolve("one:thinking")).isEqualTo(new Found(plain, Set.of(Variant.THINKING)));
        assertThat(resolve("a/one:unheard")).isInstanceOf(Unknown.class);
        add("a/two");
        assertThat(resolve("a/two:free")).isInstanceOf(Unknown.class);
    }

    @Test
    void prefersTheModelWithoutVariantForACanonicalSlug() {
        add("a/one:free", "a/one-2026", 0);
        var plain = add("a/one", "a/one-2026", 0);
        assertThat(resolve("a/one-2026")).isEqualTo(new Found(plain, Set.of()));
    }

    @Test
    void tellsTheMatchesOfABareNameThatSeveralAuthorsHave() {
        add("b/one");
        add("a/one");
        assertThat(resolve("one")).isEqualTo(new Ambiguous(List.of("a/one", "b/one")));
    }

    @Test
    void pointsLatestAliasesToTheNewestOfTheFamily() {
        add("a/opus-4", "a/opus-4", 1);
        var newest = add("a/opus-4.8", "a/opus-4.8", 3);
        add("a/opus-4.8-fast", "a/opus-4.8-fast", 4);
        add("a/opus-4.9:free", "a/opus-4.9", 5);
        add("b/opus-9", "b/opus-9", 9);
        var preview = add("a/pro-3.1-preview", "a/pro-3.1-preview", 2);
        assertThat(resolve("~a/opus-latest")).isEqualTo(new Found(newest, Set.of()));
        assertThat(resolve("~a/opus-latest:nitro")).isEqualTo(new Found(newest, Set.of(Variant.NITRO)));
        assertThat(resolve("~a/pro-latest")).isEqualTo(new Found(preview, Set.of()));
        assertThat(resolve("~a/unheard-latest")).isInstanceOf(Unknown.class);
    }

    @Test
    void guessesWhatAWrongNameWasMeantFor() {
        add("openai/gpt-4o");
        add("openai/gpt-4o-mini");
        add("anthropic/claude-sonnet-4");
        assertThat(resolve("openai/gpt4o")).isInstanceOfSatisfying(Unknown.class,
                unknown -> assertThat(unknown.near()).startsWith("openai/gpt-4o"));
        assertThat(resolve("claude-sonet-4")).isInstanceOfSatisfying(Unknown.class,
                unknown -> assertThat(unknown.near()).startsWith("anthropic/claude-sonnet-4"));
        assertThat(resolve("something else")).isEqualTo(new Unknown(List.of()));
        assertThat(resolve("")).isEqualTo(new Unknown(List.of()));
        assertThat(resolve("x".repeat(100_000))).isEqualTo(new Unknown(List.of()));
    }
}
