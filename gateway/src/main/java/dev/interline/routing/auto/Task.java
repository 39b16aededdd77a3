package dev.interline.routing.auto;

import java.util.Locale;

/** A kind of thing that prompts ask for. */
public enum Task {
    CODE(Skill.CODE, 900), MATH(Skill.MATH, 900), REASONING(Skill.REASONING, 900), WRITING(Skill.WRITING, 700),
    /** A question whose answer is known. */
    KNOWLEDGE(Skill.GENERAL, 500),
    /** Small talk. */
    CHAT(Skill.GENERAL, 150), TRANSLATION(Skill.LANGUAGES, 400), SUMMARY(Skill.GENERAL, 400),
    /** Data out of text: fields, classes, tables. */
    EXTRACTION(Skill.STRUCTURE, 300),
    /** The model is to call functions. */
    TOOLS(Skill.TOOLS, 300),
    /** About a picture. */
    VISION(Skill.VISION, 400),
    /** About very much text. */
    LONG(Skill.LONG, 600),
    /** Nobody can tell. */
    GENERAL(Skill.GENERAL, 500);

    private final Skill skill;
    private final int output;
    private final String text = name().toLowerCase(Locale.ROOT);

    Task(Skill skill, int output) {
        this.skill = skill;
        this.output = output;
    }

    /** What it takes. */
    public Skill skill() {
        return skill;
    }

    /** About how many tokens an answer has; prices of prompt and completion are weighed by it. */
    public int output() {
        return output;
    }

    /** Its name where it is told. */
    public String text() {
        return text;
    }
}
