package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.interline.it.harness.Covers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every sample, row and item of the documents is held by a test, which says so with {@link Covers}. */
@Tag("shared")
class DocumentsTest {
    @Test
    void everyLineIsHeldByATest() {
        var left = statements();
        left.removeAll(new TreeSet<>(covered()));
        assertThat(left).as("lines that no test names").isEmpty();
    }

    @Test
    void noTestNamesALineThatSaysNothing() {
        var unknown = new ArrayList<>(covered());
        unknown.removeAll(statements());
        assertThat(unknown).as("lines without a statement").isEmpty();
    }

    private static List<String> statements() {
        return Document.all().stream().flatMap(document -> document.statements().keySet().stream()
                .map(line -> name(document.number(), line))).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> covered() {
        return new ClassFileImporter().importPackages("dev.interline.it").stream()
                .<CanBeAnnotated>flatMap(type -> Stream.concat(Stream.of(type), type.getMethods().stream()))
                .filter(place -> place.isAnnotatedWith(Covers.class))
                .flatMap(place -> Stream.of(annotation(place).value())).flatMap(DocumentsTest::lines).toList();
    }

    private static Covers annotation(CanBeAnnotated place) {
        return place instanceof JavaClass type ? type.getAnnotationOfType(Covers.class)
                : ((JavaMethod) place).getAnnotationOfType(Covers.class);
    }

    /** The lines of {@code 003:63} or {@code 001:296-300}. */
    private static Stream<String> lines(String range) {
        var parts = range.split("[:-]");
        return IntStream.rangeClosed(Integer.parseInt(parts[1]), Integer.parseInt(parts[parts.length - 1]))
                .mapToObj(line -> name(parts[0], line));
    }

    private static String name(String number, int line) {
        return "%s:%03d".formatted(number, line);
    }
}
