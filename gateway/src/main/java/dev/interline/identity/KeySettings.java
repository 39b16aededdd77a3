package dev.interline.identity;

/**
 * What may be changed about a key.
 *
 * @param name what its owner calls it, 1 to 100 characters
 * @param disabled whether its owner switched it off
 */
public record KeySettings(String name, boolean disabled, KeyLimit limit, Restrictions restrictions) {
    /** A key that is bounded by nothing but its workspace and account. */
    public static KeySettings named(String name) {
        return new KeySettings(name, false, KeyLimit.NONE, Restrictions.NONE);
    }

    public KeySettings withName(String other) {
        return new KeySettings(other, disabled, limit, restrictions);
    }

    public KeySettings withDisabled(boolean off) {
        return new KeySettings(name, off, limit, restrictions);
    }

    public KeySettings withLimit(KeyLimit other) {
        return new KeySettings(name, disabled, other, restrictions);
    }

    public KeySettings withRestrictions(Restrictions others) {
        return new KeySettings(name, disabled, limit, others);
    }

    void check() {
        Rules.name("the name of a key", name);
        limit.amount().ifPresent(most -> Rules.notNegative("the limit of a key", most));
        restrictions.check();
    }

    /** For the audit. */
    String told() {
        var text = new StringBuilder(name).append(disabled ? ", disabled" : "").append(", ").append(limit);
        if (!restrictions.models().isEmpty()) {
            text.append(", models ").append(String.join(" ", restrictions.models()));
        }
        if (!restrictions.providers().isEmpty()) {
            text.append(", providers ").append(String.join(" ", restrictions.providers()));
        }
        restrictions.requestsPerMinute().ifPresent(most -> text.append(", ").append(most).append(" a minute"));
        if (restrictions.weight() != Restrictions.PLAIN_WEIGHT) {
            text.append(", weight ").append(restrictions.weight());
        }
        return text.toString();
    }
}
