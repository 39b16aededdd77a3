package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import java.util.List;

/** What names, amounts and lists must be like; what is not like that is {@link Rejected}. */
final class Rules {
    static final int LONGEST_NAME = 100;
    private static final int LONGEST_ITEM = 200;
    private static final int MOST_ITEMS = 100;

    private Rules() {}

    /** @param what such as {@code the name of a key} */
    static void name(String what, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || hasControls(name)) {
            throw Refusal.invalid(what + " must be 1 to " + LONGEST_NAME + " printable characters");
        }
    }

    static void text(String what, String text, int longest) {
        if (text.length() > longest || hasControls(text)) {
            throw Refusal.invalid(what + " must be at most " + longest + " printable characters");
        }
    }

    static void notNegative(String what, Money amount) {
        if (amount.compareTo(Money.ZERO) < 0) {
            throw Refusal.invalid(what + " must not be negative; it is " + amount);
        }
    }

    static void positive(String what, Money amount) {
        if (amount.compareTo(Money.ZERO) <= 0) {
            throw Refusal.invalid(what + " must be more than 0; it is " + amount);
        }
    }

    static void items(String what, List<String> items) {
        if (items.size() > MOST_ITEMS
                || items.stream().anyMatch(item -> item.isBlank() || item.length() > LONGEST_ITEM)) {
            throw Refusal.invalid(what + " must be at most " + MOST_ITEMS + " names of at most " + LONGEST_ITEM
                    + " characters");
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
