package dev.interline.server;

import dev.interline.dialect.chat.ChatDialect;
import dev.interline.dialect.completions.CompletionsDialect;
import dev.interline.dialect.embeddings.EmbeddingsDialect;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.dialect.responses.ResponsesDialect;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Wire;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/** What clients may speak; whoever adds a dialect adds it here. */
final class Dialects {
    private Dialects() {}

    /** @param mostStored most bytes of input that a kept response may have; 0 if none is kept */
    static Map<Wire, Dialect> byWire(LongSupplier mostStored) {
        var chat = new ChatDialect();
        return Map.of(Wire.CHAT, chat, Wire.COMPLETIONS, new CompletionsDialect(chat), Wire.MESSAGES,
                new MessagesDialect(), Wire.RESPONSES, new ResponsesDialect(InstantSource.system(), mostStored),
                Wire.EMBEDDINGS,
                new EmbeddingsDialect(chat));
    }
}
