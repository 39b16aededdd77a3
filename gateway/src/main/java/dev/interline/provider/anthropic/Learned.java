package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Tally;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is known of an answer as a whole, gathered frame by frame. */
final class Learned {
    private final UsageCounts counts;
    private String usageJson = "";
    private String laterUsageJson = "";
    private String stopReason = "";
    private String id = "";
    private String model = "";
    private long delivered;

    Learned(UsageCounts counts) {
        this.counts = counts;
    }

    void from(FrameScan scan) {
        usageOf(scan);
        stopReason = scan.stopReason.isEmpty() ? stopReason : scan.stopReason;
        id = scan.id.isEmpty() ? id : scan.id;
        model = scan.model.isEmpty() ? model : scan.model;
        delivered += scan.delivered;
    }

    /** Keeps the usage object of a frame; of two the later one's members win. */
    void usageOf(FrameScan scan) {
        if (scan.usageFrom < 0) {
            return;
        }
        String json = new String(scan.bytes, scan.usageFrom, scan.usageTo - scan.usageFrom, StandardCharsets.UTF_8);
        if (usageJson.isEmpty()) {
            usageJson = json;
        } else {
            usageJson = laterUsageJson.isEmpty() ? usageJson : merged(usageJson, laterUsageJson);
            laterUsageJson = json;
        }
    }

    Tally tally() {
        if (!laterUsageJson.isEmpty()) {
            usageJson = merged(usageJson, laterUsageJson);
            laterUsageJson = "";
        }
        return new Tally(counts.usage(), said(usageJson), said(stopReason).map(StopReasons::finish), said(stopReason),
                said(id), said(model), Optional.empty(), delivered);
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String merged(String earlier, String later) {
        try {
            JsonFields old = fields(earlier);
            JsonFields young = fields(later);
            var out = new ByteSink(earlier.length() + later.length()).write('{');
            for (int i = 0; i < old.size(); i++) {
                if (!young.hasValue(old.name(i))) {
                    member(old, i, out);
                }
            }
            for (int i = 0; i < young.size(); i++) {
                if (young.hasValue(young.name(i)) || !old.has(young.name(i))) {
                    member(young, i, out);
                }
            }
            return out.write('}').toString();
        } catch (MalformedJson e) {
            throw new IllegalStateException("A usage object that was scanned before is valid", e);
        }
    }

    private static void member(JsonFields fields, int i, ByteSink out) {
        if (out.size() > 1) {
            out.write(',');
        }
        out.write(fields.bytes(), fields.memberStart(i), fields.valueEnd(i));
    }

    private static JsonFields fields(String json) throws MalformedJson {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonFields.scan(bytes, 0, bytes.length);
    }
}
