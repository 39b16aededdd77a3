package dev.interline.routing.auto;

import java.util.Locale;
import java.util.Optional;

/** Something that models are more or less good at: a column of {@code strengths.txt}. */
public enum Skill {
    GENERAL, CODE, MATH, REASONING, WRITING, LANGUAGES, STRUCTURE, TOOLS, VISION, LONG;

    static Optional<Skill> of(String name) {
        for (Skill skill : values()) {
            if (skill.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(skill);
            }
        }
        return Optional.empty();
    }
}
