package dev.interline.routing.auto;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells what a prompt asks for by its words, its shape and what comes with it. No model, no network: the sum of what speaks
 * for each task, by {@code words.txt}. Looks at 5,000 characters at most, whatever the size of the prompt.
 */
public final class Classifier {
    /** Text of more bytes than this is about 60,000 tokens. */
    private static final int LONG = 240_000;
    /** Words near the beginning or the end are the ones that ask; what is between them is often only quoted. */
    private static final int EDGE = 80;
    private static final int NEAR = 300;
    private static final float AT_EDGE = 1.3f;
    private static final float QUOTED = 0.4f;
    private static final float SYSTEM = 0.4f;
    /** Words that weigh less than this add up to no more than that. */
    private static final float STRONG = 3;
    private static final float MOST_WEAK = 4;
    private static final float MOST_WEAK_KNOWLEDGE = 2.5f;
    private static final float QUESTION = 0.6f;
    private static final float TOPIC_FIRST = 0.75f;
    private static final float FORM = 3;
    private static final float LEAST = 1;
    private static final int SHORT = 25;
    private static final int TALK = 60;
    /** What a request with tools has to look like so that it is about code. */
    private static final float CLEARLY_CODE = 6;
    private static final String FOREIGN = "foreign";

    private final Words words;
    private final int[] tags;
    private final int foreign = Task.values().length;

    Classifier(Words words) {
        this.words = words;
        Map<String, Integer> known = new HashMap<>();
        for (Task task : Task.values()) {
            known.put(task.text(), task.ordinal());
        }
        known.put(FOREIGN, foreign);
        tags = new int[words.size()];
        for (int i = 0; i < tags.length; i++) {
            Integer tag = known.get(words.entry(i).tag());
            if (tag == null) {
                throw new IllegalArgumentException("no task is called " + words.entry(i).tag());
            }
            tags[i] = tag;
        }
    }

    /** The one that comes with this program; reads its words, a few milliseconds. */
    public static Classifier shipped() {
        return new Classifier(Words.shipped());
    }

    /** What this asks for. */
    public Judgment judge(Asked asked) {
        var shape = new Shape(asked.text());
        var sums = new float[foreign + 1];
        add(asked.text(), 1, sums);
        if (!asked.system().isEmpty()) {
            float language = sums[foreign];
            add(asked.system(), SYSTEM, sums);
            sums[foreign] = language;
        }
        sums[Task.CODE.ordinal()] += shape.code();
        sums[Task.MATH.ordinal()] += shape.math();
        sums[Task.KNOWLEDGE.ordinal()] += shape.isQuestion() ? QUESTION : 0;
        sums[Task.EXTRACTION.ordinal()] += asked.structured() ? FORM : 0;
        // That something is asked says less than what it is about.
        sums[Task.KNOWLEDGE.ordinal()] *= TOPIC_FIRST;
        talk(shape, sums);
        int first = best(sums, -1);
        int second = best(sums, first);
        float sum = sums[first] + sums[second];
        Task task = sums[first] >= LEAST ? Task.values()[first] : unclear(shape);
        return judgment(asked, task, sums, shape, sum == 0 ? 0 : sums[first] / sum);
    }

    /** Small talk is short. */
    private static void talk(Shape shape, float[] sums) {
        int chat = Task.CHAT.ordinal();
        if (shape.length() > TALK) {
            sums[chat] *= shape.length() > 2 * TALK ? 0.2f : 0.5f;
        }
    }

    private static Task unclear(Shape shape) {
        return shape.isQuestion() ? Task.KNOWLEDGE : shape.length() <= SHORT ? Task.CHAT : Task.GENERAL;
    }

    private Judgment judgment(Asked asked, Task told, float[] sums, Shape shape, double score) {
        Set<Skill> skills = EnumSet.noneOf(Skill.class);
        if (shape.isForeign() || sums[foreign] > 0) {
            skills.add(Skill.LANGUAGES);
        }
        Task task = told;
        if (asked.tools()) {
            skills.add(Skill.TOOLS);
            task = sums[Task.CODE.ordinal()] >= CLEARLY_CODE ? Task.CODE : Task.TOOLS;
        }
        if (asked.images()) {
            skills.add(Skill.VISION);
            task = Task.VISION;
        }
        if (asked.bytes() > LONG) {
            skills.add(Skill.LONG);
            task = Task.LONG;
        }
        if (task != told) {
            skills.add(told.skill());
        }
        skills.remove(task.skill());
        return new Judgment(task, skills, task == told ? score : 1);
    }

    private static int best(float[] sums, int but) {
        int best = but == 0 ? 1 : 0;
        for (int i = 0; i < sums.length - 1; i++) {
            if (i != but && sums[i] > sums[best]) {
                best = i;
            }
        }
        return best;
    }

    private void add(String text, float share, float[] sums) {
        var letters = new char[text.length()];
        int length = plain(text, letters);
        var seen = new BitSet(tags.length);
        var weak = new float[sums.length];
        words.find(letters, length, (entry, at) -> {
            if (!seen.get(entry)) {
                seen.set(entry);
                float weight = words.entry(entry).weight() * share;
                boolean isStrong = words.entry(entry).weight() >= STRONG;
                weight *= at < EDGE || at >= length - EDGE ? AT_EDGE : at < NEAR ? 1 : QUOTED;
                if (isStrong) {
                    sums[tags[entry]] += weight;
                } else {
                    weak[tags[entry]] += weight;
                }
            }
        });
        for (int i = 0; i < sums.length; i++) {
            sums[i] += i == foreign ? weak[i]
                    : Math.min(weak[i], share * (i == Task.KNOWLEDGE.ordinal() ? MOST_WEAK_KNOWLEDGE : MOST_WEAK));
        }
    }

    /** Small letters, and one blank for all white space between words. */
    private static int plain(String text, char[] to) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char one = Character.toLowerCase(text.charAt(i));
            if (one == '\u2019') {
                one = '\'';
            }
            if (!Character.isWhitespace(one)) {
                to[length++] = one;
            } else if (length > 0 && to[length - 1] != ' ') {
                to[length++] = ' ';
            }
        }
        return length;
    }

    /** For documentation and logs. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Classifier[%d words]", tags.length);
    }
}
