package dev.interline.routing.auto;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How good models are at what is asked, by {@code strengths.txt}: 66 of 100 and more is among the best, 33 good. */
public final class Strengths {
    /** What a model is at least, so that it is good at something. */
    public static final int GOOD = 33;
    /** What nobody has rated. */
    static final int UNKNOWN = 20;

    private final Map<String, int[]> byModel = new LinkedHashMap<>();

    Strengths(List<String> lines) {
        Skill[] columns = {};
        for (String line : lines) {
            String[] words = line.replace("# model", "#model").strip().split("\\s+");
            if (words[0].equals("#model")) {
                columns = new Skill[words.length - 1];
                for (int i = 0; i < columns.length; i++) {
                    String name = words[i + 1];
                    columns[i] = Skill.of(name).orElseThrow(() -> new IllegalArgumentException("no skill " + name));
                }
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int[] row = new int[Skill.values().length];
                for (int i = 0; i < columns.length; i++) {
                    row[columns[i].ordinal()] = Integer.parseInt(words[i + 1]);
                }
                byModel.put(words[0], row);
            }
        }
    }

    /** Those that come with this program; reads a few kilobytes. */
    public static Strengths shipped() {
        return new Strengths(Resource.lines("strengths.txt"));
    }

    /** The ids of all models that are rated. */
    public Set<String> models() {
        return Collections.unmodifiableSet(byModel.keySet());
    }

    /** How good a model is at this; empty if nobody has rated it. */
    public Optional<Integer> of(String model, Skill skill) {
        int[] row = byModel.get(model);
        return row == null ? Optional.empty() : Optional.of(row[skill.ordinal()]);
    }

    /** How good a model is at what a prompt asks for: what the task takes counts twice, what else it takes once. */
    public double of(String model, Judgment judgment) {
        int[] row = byModel.get(model);
        if (row == null) {
            return UNKNOWN;
        }
        double sum = 2.0 * row[judgment.task().skill().ordinal()];
        for (Skill skill : judgment.skills()) {
            sum += row[skill.ordinal()];
        }
        return sum / (2 + judgment.skills().size());
    }
}
