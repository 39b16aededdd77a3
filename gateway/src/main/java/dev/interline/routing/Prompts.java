package dev.interline.routing;

import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Wire;
import dev.interline.routing.auto.Asked;
import java.util.Optional;

/** What requests ask that name a router instead of a model. */
public final class Prompts {
    /** Decoding a body of more bytes takes about as long as all else together. */
    private static final int LARGE = 32 * 1024;

    private Prompts() {}

    /** Reads what routers know of words and models, so that no request waits for it. */
    public static void prepare() {
        Routers.prepare();
    }

    /** Whether a name in a request stands for a choice among models, and which it was is worth remembering. */
    public static boolean isRouter(String name) {
        return RouterModel.isNamed(name);
    }

    /** Whether what a request says decides where it goes, and reading that would hold up the event loop. */
    public static boolean takesTime(Exchange exchange) {
        Facts facts = exchange.facts();
        return exchange.fields().to() - exchange.fields().from() > LARGE
                && (isRouter(facts.model()) || facts.models().stream().anyMatch(Prompts::isRouter));
    }

    /** Decodes such a request ahead, on a thread that may take its time. */
    public static void read(Exchange exchange) {
        of(exchange);
    }

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
