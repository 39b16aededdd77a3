package dev.interline.server;

import dev.interline.dialect.chat.ChatDialect;
import dev.interline.dialect.embeddings.EmbeddingsDialect;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Wire;
import java.util.Map;

/** What clients may speak; whoever adds a dialect adds it here. */
final class Dialects {
    private Dialects() {}

    static Map<Wire, Dialect> byWire() {
        var chat = new ChatDialect();
        return Map.of(Wire.CHAT, chat, Wire.MESSAGES, new MessagesDialect(), Wire.EMBEDDINGS,
                new EmbeddingsDialect(chat));
    }
}
