package dev.interline.command;

import java.util.List;
import java.util.stream.IntStream;

/** Aligned columns for people. */
final class Table {
    private Table() {}

    /**
     * The lines of a table, each with its end of line.
     *
     * @param heads titles of the columns; one that begins with {@code >} is aligned to the right
     */
    static String of(List<String> heads, List<List<String>> rows) {
        var titles = heads.stream().map(head -> head.replaceFirst("^>", "")).toList();
        var widths = IntStream.range(0, heads.size()).map(column -> Math.max(titles.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))).toArray();
        var text = new StringBuilder();
        line(text, heads, titles, widths);
        rows.forEach(row -> line(text, heads, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> heads, List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            var cell = cells.get(column);
            var gap = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : "  ").append(heads.get(column).startsWith(">") ? gap + cell : cell + gap);
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
}
