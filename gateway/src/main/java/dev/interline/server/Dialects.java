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

/** What clients may speak; whoever adds a dialect adds it here. */
final class Dialects {
    private Dialects() {}

    static Map<Wire, Dialect> byWire() {
        var chat = new ChatDialect();
        return Map.of(Wire.CHAT, chat, Wire.COMPLETIONS, new CompletionsDialect(chat), Wire.MESSAGES,
                new MessagesDialect(), Wire.RESPONSES, new ResponsesDialect(InstantSource.system()), Wire.EMBEDDINGS,
                new EmbeddingsDialect(chat));
    }
}
