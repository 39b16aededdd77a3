package dev.interline.extension.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.provider.local.Embedder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The real model, once: it takes about a second to load. */
class AllMiniLmTest {
    private static final Embedder MODEL = new AllMiniLm(Path.of(System.getProperty("interline.extension")));

    private static double likeness(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Test
    void putsWhatMeansTheSameNearerThanWhatDoesNot() {
        var vectors = MODEL.embed(List.of("A cat sits on the mat.", "A kitten rests on a rug.",
                "Interest rates rose by half a percent."));
        var cat = vectors.get(0).vector();
        assertThat(cat).hasSize(MODEL.dimensions());
        assertThat(likeness(cat, cat)).isBetween(0.9999, 1.0001);
        assertThat(likeness(cat, vectors.get(1).vector())).isGreaterThan(0.5);
        assertThat(likeness(cat, vectors.get(2).vector())).isLessThan(0.2);
        assertThat(vectors.get(0).tokens()).isEqualTo(7);
    }

    @Test
    void takesWhatClientsSend() {
        var vectors = MODEL.embed(List.of(" ", "word ".repeat(1_000_000), "\u65e5\u672c\u8a9e \ud83d\ude00"));
        assertThat(vectors).allSatisfy(one -> assertThat(likeness(one.vector(), one.vector())).isBetween(0.999, 1.001));
        assertThat(vectors.get(1).tokens()).isLessThan(2048);
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Embedder.class).findFirst()).get().isInstanceOf(AllMiniLm.class)
                .extracting(Embedder::model).isEqualTo("sentence-transformers/all-minilm-l6-v2");
    }

    @Test
    void saysWhereItsFilesAreMissing() {
        assertThatThrownBy(() -> new AllMiniLm(Path.of("nowhere")).embed(List.of("a")))
                .isInstanceOf(UncheckedIOException.class).hasMessage("The model's files are not in nowhere");
    }
}
