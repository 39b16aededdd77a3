package dev.interline.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what is wrong with the values of one record, so that an operator hears of everything at once. */
final class Checks {
    private final List<Complaint> complaints = new ArrayList<>();

    /**
     * What is wrong with one value.
     *
     * @param key path of the key below the record
     * @param allowed what the value must be
     */
    record Complaint(String key, String value, String allowed) {}

    /** Thrown by the constructor of a record whose values are refused. */
    static final class Refusal extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final transient List<Complaint> complaints;

        Refusal(List<Complaint> complaints) {
            super(String.join("; ", complaints.stream()
                    .map(c -> c.key() + ": " + c.value() + ": " + c.allowed()).toList()));
            this.complaints = List.copyOf(complaints);
        }

        List<Complaint> complaints() {
            return complaints;
        }
    }

    Checks that(boolean good, String key, Object value, String allowed) {
        if (!good) {
            complaints.add(new Complaint(key, Values.text(value), allowed));
        }
        return this;
    }

    <T extends Comparable<T>> Checks between(String key, T value, T low, T high) {
        return that(value.compareTo(low) >= 0 && value.compareTo(high) <= 0, key, value,
                "from " + Values.text(low) + " to " + Values.text(high));
    }

    Checks prices(String key, Map<String, BigDecimal> prices, boolean units) {
        Prices.check(this, key, prices, units);
        return this;
    }

    /** Prices, what is taken off them, and when others hold. */
    Checks prices(Map<String, BigDecimal> prices, Optional<BigDecimal> discount, List<PriceOverride> others,
            boolean units) {
        prices("pricing", prices, units);
        discount.ifPresent(share -> between("discount", share, BigDecimal.ZERO, BigDecimal.ONE));
        for (int i = 0; i < others.size(); i++) {
            prices("pricing-overrides[" + i + "].pricing", others.get(i).pricing(), units);
        }
        return this;
    }

    Checks words(String key, List<String> values, List<String> known) {
        for (String value : values) {
            that(known.contains(value), key, value,
                    "one of " + String.join(", ", known) + Nearest.hint(value, known));
        }
        return this;
    }

    Checks distinct(String key, List<String> values) {
        var seen = new HashSet<String>();
        for (String value : values) {
            that(seen.add(value), key, value, "named only once");
        }
        return this;
    }

    /** @throws Refusal when anything was wrong */
    void done() {
        if (!complaints.isEmpty()) {
            throw new Refusal(complaints);
        }
    }
}
