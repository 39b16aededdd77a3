package dev.interline.admin.api;

import dev.interline.exchange.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Fields of the API's JSON objects; what is absent is written as null, since clients validate. */
public final class Fields {
    private Fields() {}

    /** Dollars, exactly. */
    public static void money(ObjectNode object, String name, Money amount) {
        object.put(name, new BigDecimal(amount.json()));
    }

    public static void money(ObjectNode object, String name, Optional<Money> amount) {
        amount.ifPresentOrElse(money -> money(object, name, money), () -> object.putNull(name));
    }

    public static void text(ObjectNode object, String name, Optional<String> text) {
        object.put(name, text.orElse(null));
    }

    public static void time(ObjectNode object, String name, Optional<Instant> time) {
        object.put(name, time.map(Instant::toString).orElse(null));
    }

    /** Milliseconds; fractions only where there are any. */
    public static void millis(ObjectNode object, String name, Optional<Duration> duration) {
        duration.ifPresentOrElse(time -> object.put(name, time.toMillis()), () -> object.putNull(name));
    }

    public static void nulls(ObjectNode object, String... names) {
        for (var name : names) {
            object.putNull(name);
        }
    }
}
