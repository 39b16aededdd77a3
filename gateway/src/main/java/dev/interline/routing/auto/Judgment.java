package dev.interline.routing.auto;

import java.util.Set;

/**
 * What a prompt was found to ask for.
 *
 * @param skills what it takes besides the task's own skill
 * @param score how sure that is, from 0 to 1: the winner's share of what spoke for the first two
 */
public record Judgment(Task task, Set<Skill> skills, double score) {
    public Judgment {
        skills = Set.copyOf(skills);
    }
}
