package dev.interline.catalog.api;

import dev.interline.catalog.Model;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A list of models as an RSS 2.0 feed (OpenRouter: list models, {@code use_rss}). */
final class Feed {
    static final String TYPE = "application/rss+xml; charset=utf-8";

    private Feed() {}

    static Document of(List<Model> models) {
        var out = new StringBuilder(models.size() * 400);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Models</title>")
                .append("<link>/api/v1/models</link><description>Models that can be asked for</description>\n");
        for (Model model : models) {
            out.append("<item>");
            element(out, "title", model.name());
            element(out, "link", "/api/v1/models/" + model.id() + "/endpoints");
            out.append("<guid isPermaLink=\"false\">").append(escaped(model.id())).append("</guid>");
            if (model.created() > 0) {
                element(out, "pubDate", DateTimeFormatter.RFC_1123_DATE_TIME
                        .format(Instant.ofEpochSecond(model.created()).atOffset(ZoneOffset.UTC)));
            }
            element(out, "description", model.description());
            out.append("</item>\n");
        }
        return new Document(out.append("</channel></rss>\n").toString().getBytes(StandardCharsets.UTF_8), TYPE);
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append('<').append(name).append('>').append(escaped(text)).append("</").append(name).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
