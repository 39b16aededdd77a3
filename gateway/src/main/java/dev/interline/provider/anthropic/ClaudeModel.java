package dev.interline.provider.anthropic;

import dev.interline.exchange.Target;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a generation of Claude accepts, from the catalog's declared parameters and else from the version in its name
 * (Anthropic: models overview, thinking, structured outputs). A name without a version is another vendor's model: it
 * gets the oldest form of everything.
 *
 * @param family {@code opus}, {@code sonnet}, ...; empty when it is no Claude
 * @param version major times 100 plus minor: 4.6 is 406; 0 when unknown
 * @param declared the parameters that the catalog declares; empty when nobody did
 */
record ClaudeModel(String family, int version, Set<String> declared) {
    private static final Pattern SEPARATOR = Pattern.compile("[-.@:]");
    private static final int LONGEST_VERSION = 2;

    static ClaudeModel of(Target target) {
        String name = target.upstreamModel().toLowerCase(Locale.ROOT);
        int claude = name.indexOf("claude-");
        if (claude < 0) {
            return new ClaudeModel("", 0, target.supportedParameters());
        }
        String family = "";
        int major = -1;
        int minor = -1;
        for (String word : SEPARATOR.split(name.substring(claude + "claude-".length()))) {
            if (word.isEmpty() || word.length() > LONGEST_VERSION || !digits(word)) {
                family = family.isEmpty() && !digits(word) ? word : family;
            } else if (major < 0) {
                major = Integer.parseInt(word);
            } else if (minor < 0) {
                minor = Integer.parseInt(word);
            }
        }
        int version = major < 0 ? 0 : major * 100 + Math.max(0, minor);
        return new ClaudeModel(family, version, target.supportedParameters());
    }

    /** Whether it decides itself how long it thinks ({@code thinking.type = adaptive}): Claude 4.6 and later. */
    boolean thinksAdaptively() {
        return version >= 406;
    }

    /** Whether a fixed thinking budget is accepted: up to Claude 4.6, and by other vendors' models. */
    boolean takesBudgets() {
        return version <= 406;
    }

    /** Whether it thinks unless told not to: Claude 5 and later. */
    boolean thinksByDefault() {
        return version >= 500;
    }

    /** Whether {@code output_config.effort} is known. */
    boolean takesEffort() {
        return version >= 406 || version == 405 && family.equals("opus");
    }

    /** Whether the effort {@code xhigh} is known. */
    boolean takesHighestEfforts() {
        return version >= 407;
    }

    /** Whether temperature, top_p and top_k may be set. */
    boolean takesSampling() {
        return declared.isEmpty() ? version < 407 : declared.contains("temperature");
    }

    /** Whether temperature and top_p may be set together. */
    boolean takesTemperatureWithTopP() {
        return version < 401;
    }

    /** Whether {@code output_config.format} is known. */
    boolean takesSchemas() {
        return declared.isEmpty() ? version >= 405 : version > 0 && declared.contains("structured_outputs");
    }

    /** Whether the role {@code system} is known behind a user's turn: Opus 4.8, Fable and whatever came after 5. */
    boolean takesSystemTurns() {
        return switch (family) {
            case "opus" -> version >= 408;
            case "fable", "mythos" -> version >= 500;
            default -> version > 500;
        };
    }

    private static boolean digits(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
