package dev.interline.door;

import dev.interline.catalog.api.Document;
import dev.interline.catalog.api.ModelsApi;
import dev.interline.exchange.Rejected;
import dev.interline.routing.Permit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Serves what the catalog says, with its ETag and in the form that the client takes. */
final class CatalogPages {
    private CatalogPages() {}

    /**
     * The page at a path of the catalog.
     *
     * @param path the segments below the base path
     * @throws Rejected when a parameter is wrong or the model is unknown
     */
    static Reply page(Routes.Endpoint endpoint, List<String> path, Visit visit) {
        ModelsApi models = visit.snapshot().models();
        Map<String, String> query = visit.query();
        return reply(visit, switch (endpoint) {
            case MODELS -> models.models(query);
            case MODELS_COUNT -> models.count(query);
            case MODEL -> models.model(path.get(1), path.get(2));
            case MODEL_ENDPOINTS -> models.endpoints(path.get(1), path.get(2));
            case EMBEDDING_MODELS -> models.embeddingModels(query);
            case PROVIDERS -> models.providers();
            case ZDR_ENDPOINTS -> models.zdrEndpoints();
            default -> throw new IllegalArgumentException(
                    endpoint + " is no page of the catalog for everybody");
        });
    }

    /** The models that a caller with this permit can use now. */
    static Reply usableModels(Visit visit, Permit permit) {
        ModelsApi models = visit.snapshot().models();
        return reply(visit, permit.isPlain() ? models.usableModels(visit.query())
                : models.usableModels(visit.query(), permit.serving(visit.snapshot().catalog())));
    }

    static Reply reply(Visit visit, dev.interline.catalog.api.Reply answer) {
        return switch (answer) {
            case dev.interline.catalog.api.Reply.Refused(var problem) -> throw new Rejected(problem);
            case dev.interline.catalog.api.Reply.Answered(Document document) -> document(visit, document);
        };
    }

    /** A document, or 304 if the client knows it. */
    static Reply document(Visit visit, Document document) {
        boolean gzip = visit.compression().gzip();
        var headers = new HashMap<String, String>(Map.of("cache-control", "no-cache", "vary", "Accept-Encoding",
                "etag", gzip ? document.gzipEtag() : document.etag()));
        if (visit.header("if-none-match").filter(document::matches).isPresent()) {
            return new Reply(304, document.contentType(), headers, new byte[0]);
        }
        if (gzip) {
            headers.put("content-encoding", "gzip");
            return new Reply(200, document.contentType(), headers, document.gzip());
        }
        return new Reply(200, document.contentType(), headers, document.body());
    }
}
