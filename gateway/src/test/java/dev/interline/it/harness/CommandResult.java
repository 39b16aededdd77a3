package dev.interline.it.harness;

import tools.jackson.databind.JsonNode;

/** How a command of {@code ./interline} ended. */
public record CommandResult(int exitCode, String out, String err) {
    public JsonNode json() {
        return Json.tree(out);
    }

    /** What it printed, without the line's end; it must have succeeded. */
    public String printed() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + ": " + err);
        }
        return out.strip();
    }
}
