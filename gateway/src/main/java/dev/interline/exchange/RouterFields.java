package dev.interline.exchange;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import java.util.List;
import java.util.Optional;

/**
 * The request fields that OpenAI's wires share and that say nothing of the conversation: which model, by which rules it is
 * chosen, for whom (OpenRouter: request parameters). Reads and checks them; belongs to one request.
 */
public final class RouterFields {
    private static final int MOST_MODELS = 3;
    private static final int SESSION_LENGTH = 256;
    private static final int MOST_PAIRS = 16;
    private static final int KEY_LENGTH = 64;
    private static final int VALUE_LENGTH = 512;
    private static final Names ROUTES = Names.of("fallback", "sort");
    private static final Names TIERS = Names.of("auto", "default", "fast", "flex", "priority", "scale", "standard",
            "standard_only", "on_demand", "performance");
    private static final Names CACHE = Names.of("type", "ttl");
    private static final Names CACHE_TYPES = Names.of("ephemeral");
    private static final Names CACHE_TIMES = Names.of("5m", "1h");

    private String model = "";
    private List<String> models = List.of();
    private boolean stream;
    private Preferences preferences = Preferences.NONE;
    private Plugins plugins = Plugins.NONE;
    private Optional<String> session = Optional.empty();
    private Optional<String> user = Optional.empty();

    /**
     * Consumes the member's value if it is one of these fields; else leaves it and tells false.
     *
     * @throws Rejected when the value is not allowed
     */
    public boolean read(String name, RequestValues values) throws MalformedJson {
        switch (name) {
            case "model" -> model = values.string(name).orElse("");
            case "models" -> models(values);
            case "stream" -> stream = values.flag(name).orElse(false);
            case "provider" -> preferences = PreferencesReader.read(values);
            case "session_id" -> session = values.string(name, SESSION_LENGTH).filter(id -> !id.isEmpty());
            case "user" -> user = values.string(name).filter(id -> !id.isEmpty());
            case "route" -> values.word(name, ROUTES, "fallback, sort");
            case "service_tier" -> values.word(name, TIERS, "auto, default, fast, flex, priority, scale");
            case "preset", "prompt_cache_key" -> values.string(name);
            case "transforms" -> values.strings(name);
            case "plugins" -> plugins = PluginsReader.read(values);
            case "metadata" -> metadata(values);
            case "trace", "debug", "stream_options", "image_config" -> values.object(name);
            case "cache_control" -> cacheControl(values);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The model asked for; empty when none was named. */
    public String model() {
        return model;
    }

    /** Further models, at most three. */
    public List<String> models() {
        return models;
    }

    public boolean stream() {
        return stream;
    }

    public Preferences preferences() {
        return preferences;
    }

    public Plugins plugins() {
        return plugins;
    }

    /** The client's grouping key: that of the body, else that of the header unless it is too long. */
    public Optional<String> session(Headers headers) {
        return session.isPresent() ? session
                : headers.first("x-session-id").filter(id -> !id.isEmpty() && id.length() <= SESSION_LENGTH);
    }

    /** The client's end user. */
    public Optional<String> user() {
        return user;
    }

    private void models(RequestValues values) throws MalformedJson {
        models = values.strings("models");
        if (models.size() > MOST_MODELS) {
            throw new Rejected(Problem.invalid("'models' array must have 3 items or fewer.").with("param", "models"));
        }
    }

    private static void metadata(RequestValues values) throws MalformedJson {
        if (values.isNull()) {
            return;
        }
        values.expect('{', "metadata", "an object of strings");
        JsonScanner in = values.in();
        in.enterObject();
        values.enter("metadata");
        for (int pairs = 1; in.nextMember(); pairs++) {
            String name = in.name();
            if (pairs > MOST_PAIRS) {
                throw values.rejected("", "must have 16 pairs or fewer");
            }
            if (name.length() > KEY_LENGTH) {
                throw values.rejected("", "keys must have 64 characters or fewer");
            }
            values.expect('"', name, "a string");
            values.string(name, VALUE_LENGTH);
        }
        values.leave();
    }

    private static void cacheControl(RequestValues values) throws MalformedJson {
        values.object("cache_control", CACHE, name -> {
            switch (name) {
                case "type" -> values.word(name, CACHE_TYPES, "ephemeral");
                case "ttl" -> values.word(name, CACHE_TIMES, "5m, 1h");
                default -> values.in().skip();
            }
        });
    }
}
