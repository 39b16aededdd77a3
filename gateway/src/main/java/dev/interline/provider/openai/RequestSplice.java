package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Target;
import java.util.Map;
import java.util.Set;

/** Turns a chat client's request into the upstream's by changing only the members that differ. */
final class RequestSplice {
    private static final Set<String> ROUTERS = Set.of("provider", "models", "route", "transforms", "plugins", "preset",
            "session_id", "trace", "debug", "usage", "include_reasoning", "reasoning", "reasoning_effort");

    private RequestSplice() {
    }

    static Prepared prepare(Exchange exchange, Target target) {
        JsonFields fields = exchange.fields();
        Quirks quirks = target.vendor().quirks();
        var body = new ByteSink(fields.to() - fields.from() + 128);
        body.text("{\"model\":").string(target.upstreamModel());
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            if (name.equals("model") || name.equals("stream_options") || ROUTERS.contains(name)
                    || quirks.drop().contains(name) || fields.find(name) != i) {
                continue;
            }
            body.name(false, quirks.rename().getOrDefault(name, name));
            body.write(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
        }
        boolean stream = exchange.facts().stream();
        if (stream && quirks.streamUsage()) {
            body.text(",\"stream_options\":{\"include_usage\":true}");
        }
        body.write('}');
        return new Prepared.Call("/chat/completions", stream ? Map.of("Accept", "text/event-stream") : Map.of(), body);
    }
}
