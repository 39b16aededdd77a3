package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Resolution;
import dev.interline.exchange.Facts;
import java.util.List;

/** How the models of a request were chosen, in OpenRouter's words ({@code RoutingStrategy}). */
final class Strategy {
    private static final String LATEST = "~";

    private Strategy() {}

    /**
     * The strategy of a request.
     *
     * @param wanted the models that the request names, at least one
     */
    static String of(Facts facts, List<String> wanted, Catalog catalog) {
        String name = wanted.getFirst();
        if (catalog.resolve(name) instanceof Resolution.Found found) {
            String id = found.model().id();
            var router = RouterModel.of(found.model());
            if (router.isPresent()) {
                return switch (router.get()) {
                    case AUTO, AUTO_BETA -> "auto";
                    case FREE -> "free";
                    case PARETO_CODE -> "pareto";
                    case BODYBUILDER -> "bodybuilder";
                    case FUSION -> "fusion";
                };
            }
            if (wanted.size() > 1) {
                return "fallback";
            }
            return name.startsWith(LATEST) ? "latest" : isIdOf(id, name) ? "direct" : "alias";
        }
        return facts.models().isEmpty() ? "direct" : "fallback";
    }

    /** Whether this is the model's id, with or without wishes behind it. */
    private static boolean isIdOf(String id, String name) {
        return name.regionMatches(true, 0, id, 0, id.length())
                && (name.length() == id.length() || name.charAt(id.length()) == ':');
    }
}
