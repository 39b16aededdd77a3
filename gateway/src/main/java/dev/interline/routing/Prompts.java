package dev.interline.routing;

import dev.interline.exchange.Exchange;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Wire;
import dev.interline.routing.auto.Asked;
import java.util.Optional;

/** What requests ask, for routers to judge. */
final class Prompts {
    private Prompts() {}

    /** A request that its own wire takes but nobody else understands is judged by its facts alone. */
    static Asked of(Exchange exchange) {
        try {
            return Asked.of(exchange.facts(), exchange.meaning(), lastModel(exchange));
        } catch (Rejected e) {
            return Asked.of(exchange.facts());
        }
    }

    /** What the last message of the model says of who wrote it; only chat's messages say that. */
    private static Optional<String> lastModel(Exchange exchange) {
        if (exchange.wire() != Wire.CHAT || !exchange.facts().plugins().auto().pinned()) {
            return Optional.empty();
        }
        return exchange.fields().objects("messages").reversed().stream()
                .filter(message -> message.string("role").filter("assistant"::equals).isPresent())
                .findFirst().flatMap(message -> message.string("model"));
    }
}
