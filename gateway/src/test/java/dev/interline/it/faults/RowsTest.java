package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every row of the table of faults is held by a test, which says so with {@link Row}. */
@Tag("shared")
class RowsTest {
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| .*");
    private static final List<Class<?>> SUITE =
            List.of(RefusalsIT.class, SilencesIT.class, BrokenAnswersIT.class, AccountsIT.class, LeavingIT.class,
                    FlappingIT.class);

    @Test
    void everyRowIsHeldByATest() throws IOException {
        try (Stream<String> lines = Files
                .lines(Path.of(System.getProperty("interline.shared", "../shared"), "faults.md"))) {
            var rows = lines.map(ROW::matcher).filter(line -> line.matches())
                    .map(line -> Integer.valueOf(line.group(1))).collect(Collectors.toCollection(TreeSet::new));
            assertThat(rows).isNotEmpty();
            assertThat(held()).containsExactlyElementsOf(rows);
        }
    }

    private static TreeSet<Integer> held() {
        return SUITE.stream().flatMap(suite -> Arrays.stream(suite.getDeclaredMethods()))
                .flatMapToInt(test -> test.isAnnotationPresent(Row.class)
                        ? Arrays.stream(test.getAnnotation(Row.class).value())
                        : IntStream.empty())
                .boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
