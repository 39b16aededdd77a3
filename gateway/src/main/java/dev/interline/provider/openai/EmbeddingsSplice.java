package dev.interline.provider.openai;

import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Target;
import java.util.Set;

/** Turns a client's request for vectors into the upstream's: our name of the model for its own; what nobody knows passes. */
final class EmbeddingsSplice {
    static final String PATH = "/embeddings";

    /** Written first, and what has no meaning here: there are no streams. */
    private static final Set<String> LEFT_OUT = Set.of("model", "stream");

    private EmbeddingsSplice() {}

    static Prepared prepare(Exchange exchange, Target target) {
        JsonFields fields = exchange.fields();
        var body = new GatheringSink(fields.to() - fields.from() + 64);
        body.own().text("{\"model\":").string(target.upstreamModel());
        try {
            for (int i = 0; i < fields.size(); i++) {
                String name = fields.name(i);
                if (!LEFT_OUT.contains(name) && fields.find(name) == i && fields.hasValue(name)
                        && Parameters.goes(name, target)) {
                    member(name, i, fields, target, body);
                }
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("a request that was scanned before", e);
        }
        body.own().write('}');
        return new Prepared.Call(PATH, RequestSplice.headers(false), body);
    }

    private static void member(String name, int i, JsonFields fields, Target target, GatheringSink body)
            throws MalformedJson {
        body.own().name(false, target.vendor().quirks().rename().getOrDefault(name, name));
        switch (name) {
            case "user" -> body.own().string(EndUser.pseudonym(fields.string(name).orElse("")));
            case "provider" -> RouterPreferences.write(fields, i, target.vendor(), body.own());
            default -> body.window(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
        }
    }
}
