package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Vendor;
import java.util.Set;

/**
 * The {@code provider} object for an upstream that is a router itself. What protects the client (data collection, prices)
 * goes along; which providers to use was meant for this gateway as soon as one of them is that router.
 */
final class RouterPreferences {
    private static final Set<String> CHOICE = Set.of("order", "only", "require", "ignore");

    private RouterPreferences() {}

    /** Appends the object that is the i-th member's value. */
    static void write(JsonFields fields, int i, Vendor router, ByteSink out) throws MalformedJson {
        JsonFields sent = JsonFields.scan(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
        boolean names = names(sent, router);
        out.write('{');
        boolean first = true;
        for (int k = 0; k < sent.size(); k++) {
            String name = sent.name(k);
            if (sent.find(name) == k && !(names && CHOICE.contains(name))) {
                out.name(first, name.equals("require") ? "only" : name)
                        .write(sent.bytes(), sent.valueStart(k), sent.valueEnd(k));
                first = false;
            }
        }
        out.write('}');
    }

    private static boolean names(JsonFields sent, Vendor router) throws MalformedJson {
        for (int k = 0; k < sent.size(); k++) {
            if (CHOICE.contains(sent.name(k)) && sent.bytes()[sent.valueStart(k)] == '[') {
                var in = JsonScanner.over(sent.bytes(), sent.valueStart(k), sent.valueEnd(k));
                in.enterArray();
                while (in.nextElement()) {
                    String name = in.string();
                    if (name.equalsIgnoreCase(router.slug()) || name.equalsIgnoreCase(router.name())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
