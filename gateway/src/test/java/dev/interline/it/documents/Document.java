package dev.interline.it.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the documents that users come with.
 *
 * @param number its first three digits
 * @param lines its text
 */
record Document(String number, List<String> lines) {
    /** Lists of values, parameters, statuses, files and variables, and the places where an endpoint is named. */
    private static final Pattern ITEM =
            Pattern.compile("- .*`.*|- \\*\\*[0-9a-z_]+\\*\\*:.*|(- )?\\*\\*Endpoint.*|#### .*");

    /** All five, in their order. */
    static List<Document> all() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("interline.shared", "../shared"), "seeds"))) {
            return files.sorted().map(Document::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one with this number. */
    static Document of(String number) {
        return all().stream().filter(document -> document.number.equals(number)).findFirst().orElseThrow();
    }

    private static Document read(Path file) {
        try {
            return new Document(file.getFileName().toString().substring(0, 3), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line; the first is 1. */
    String line(int line) {
        return lines.get(line - 1);
    }

    /** The lines that say something which a program can hold: the fences of code, rows of tables, items of lists. */
    SortedMap<Integer, String> statements() {
        var statements = new TreeMap<Integer, String>();
        boolean fenced = false;
        int row = 0;
        for (int i = 1; i <= lines.size(); i++) {
            var line = line(i);
            row = line.startsWith("|") && !fenced ? row + 1 : 0;
            if (line.startsWith("```")) {
                fenced = !fenced;
                if (fenced) {
                    statements.put(i, line);
                }
            } else if (!fenced && (row > 2 || ITEM.matcher(line).matches())) {
                statements.put(i, line);
            }
        }
        return statements;
    }
}
