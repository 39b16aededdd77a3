package dev.interline.routing;

import dev.interline.catalog.Model;
import java.util.Locale;
import java.util.Optional;

/** A model of the catalog that stands for a choice among others (OpenRouter: routers). */
enum RouterModel {
    /** Picks by what the prompt asks for. */
    AUTO("openrouter/auto"),
    /** The same, by options of another name. */
    AUTO_BETA("openrouter/auto-beta"),
    /** Picks any that costs nothing. */
    FREE("openrouter/free"),
    /** Picks the cheapest that is good enough at code. */
    PARETO_CODE("openrouter/pareto-code"),
    /** Would make requests of a description. */
    BODYBUILDER("openrouter/bodybuilder"),
    /** Would ask a panel of models. */
    FUSION("openrouter/fusion");

    private static final String AUTHOR = "openrouter/";

    private final String id;

    RouterModel(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    static Optional<RouterModel> of(Model model) {
        if (model.id().startsWith(AUTHOR)) {
            for (RouterModel router : values()) {
                if (router.id.equals(model.id())) {
                    return Optional.of(router);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a name in a request is a router's, with or without wishes behind it. */
    static boolean isNamed(String name) {
        if (!name.regionMatches(true, 0, AUTHOR, 0, AUTHOR.length())) {
            return false;
        }
        int colon = name.indexOf(':');
        String plain = (colon < 0 ? name : name.substring(0, colon)).toLowerCase(Locale.ROOT);
        for (RouterModel router : values()) {
            if (router.id.equals(plain)) {
                return true;
            }
        }
        return false;
    }
}
