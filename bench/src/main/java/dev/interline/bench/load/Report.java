package dev.interline.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of a run. */
final class Report {
    /**
     * One line of the table.
     *
     * @param values one for each column of subjects; null where a subject has no such figure
     * @param ratio of the gateway to nginx, where the target is one
     * @param target what it should be, in words; empty where it is only reported
     * @param met null where there is no target
     */
    record Row(String measure, String unit, List<@Nullable Double> values, @Nullable Double ratio, String target,
            @Nullable Boolean met) {}

    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    Report(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    void add(Row row) {
        rows.add(row);
        System.out.println(line(row));
    }

    /** The table in Markdown. */
    String table() {
        String head = "| measure | unit | " + String.join(" | ", columns) + " | ratio | target | |\n";
        String rule = "| --- | --- |" + " ---: |".repeat(columns.size() + 1) + " --- | --- |\n";
        return head + rule + rows.stream().map(this::line).collect(Collectors.joining("\n", "", "\n"));
    }

    boolean allMet() {
        return rows.stream().allMatch(row -> row.met() == null || row.met());
    }

    private String line(Row row) {
        var cells = new ArrayList<String>();
        cells.add(row.measure());
        cells.add(row.unit());
        row.values().forEach(value -> cells.add(value == null ? "" : number(value)));
        cells.add(row.ratio() == null ? "" : number(row.ratio()));
        cells.add(row.target());
        cells.add(row.met() == null ? "" : row.met() ? "met" : "**missed**");
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%,.0f" : Math.abs(value) >= 100 ? "%.0f"
                : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
