package dev.interline.door;

import dev.interline.bytes.Json;
import dev.interline.catalog.Upstream;
import dev.interline.catalog.api.ServiceModels;
import dev.interline.config.Service;
import dev.interline.config.ServiceRates;
import dev.interline.dialect.service.AudioForm;
import dev.interline.dialect.service.ChatForm;
import dev.interline.dialect.service.Form;
import dev.interline.dialect.service.ServiceDialect;
import dev.interline.dialect.service.VisionForm;
import dev.interline.exchange.Operation;
import dev.interline.identity.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The service below {@code /api/v2/openrouter}: the second front of the gateway, for browsers and apps that hold a token
 * instead of a key. Its requests come down to chat completions, with limits of their own.
 */
final class ServiceFront {
    private static final List<String> BASE = List.of("api", "v2", "openrouter");

    /** What is asked of models, each kind with a limit of its own. */
    enum Kind {
        CHAT("chat/completions", new ChatForm(false), ServiceRates::chat),
        STREAM("chat/stream", new ChatForm(true), ServiceRates::stream),
        VISION("vision", new VisionForm(), ServiceRates::vision),
        AUDIO("audio", new AudioForm(), ServiceRates::audio),
        INVOKE("tools/invoke", new ChatForm(false), ServiceRates::functions),
        SUBMIT("tools/submit", new ChatForm(false), ServiceRates::functions);

        private final String path;
        private final Form form;
        private final ToIntFunction<ServiceRates> rate;

        Kind(String path, Form form, ToIntFunction<ServiceRates> rate) {
            this.path = path;
            this.form = form;
            this.rate = rate;
        }

        String path() {
            return path;
        }

        /** What is counted together: both of the functions' paths. */
        String rateName() {
            return path.split("/", 2)[0].equals("tools") ? "tools" : path;
        }
    }

    /** What is told. */
    enum Page {
        BUILTIN("tools/builtin"), HEALTH("health"), KEY("key"), MODELS("models"), RECOMMENDED(
                "models/recommended/{useCase}"),
        MODEL("models/{id}");

        private final String pattern;

        Page(String pattern) {
            this.pattern = pattern;
        }

        String pattern() {
            return pattern;
        }

        /** Ids of models have a slash, raw or as {@code %2F}; both come as segments that are joined again. */
        static Optional<Page> at(List<String> path) {
            if (path.getFirst().equals("models") && path.size() > 1) {
                return Optional.of(path.size() == 3 && path.get(1).equals("recommended") ? RECOMMENDED : MODEL);
            }
            String whole = String.join("/", path);
            return List.of(values()).stream().filter(page -> page.pattern.equals(whole)).findFirst();
        }
    }

    private final Entrance entrance;
    private final Services services;
    private final Generating generating;
    private final Pacing pacing;
    private final WholeBodies bodies;
    private final ToolCalls tools;

    ServiceFront(Entrance entrance, Services services, Generating generating, Pacing pacing, WholeBodies bodies,
            ToolCalls tools) {
        this.bodies = bodies;
        this.tools = tools;
        this.entrance = entrance;
        this.services = services;
        this.generating = generating;
        this.pacing = pacing;
    }

    /** The path below the service's base; empty for any other. */
    static Optional<List<String>> below(List<String> segments) {
        return segments.size() > BASE.size() && segments.subList(0, BASE.size()).equals(BASE)
                ? Optional.of(segments.subList(BASE.size(), segments.size()))
                : Optional.empty();
    }

    /**
     * Answers a request, unless it is for {@link Page#KEY}: whose key it is, the first front tells.
     *
     * @param path the segments below the base
     * @return whether it is answered here
     */
    boolean answers(Visit visit, List<String> path) {
        String whole = String.join("/", path);
        for (Kind kind : Kind.values()) {
            if (kind.path.equals(whole)) {
                if (isMethod(visit, "POST", whole)) {
                    ask(visit, kind);
                }
                return true;
            }
        }
        Optional<Page> page = Page.at(path).filter(found -> found != Page.KEY);
        if (page.isPresent() && isMethod(visit, "GET", page.get().pattern)) {
            answer(visit, page.get(), path);
        }
        return page.isPresent();
    }

    private void answer(Visit visit, Page page, List<String> path) {
        String rest = String.join("/", path.subList(1, path.size()));
        switch (page) {
            case BUILTIN -> entrance.admitted(visit, services.chat(), (Caller _) -> visit.answer(builtins()));
            case HEALTH -> visit.answer(health(visit.snapshot()));
            case MODELS -> tell(visit, models -> models.models(visit.query()));
            case RECOMMENDED -> tell(visit, models -> models.recommended(path.get(2)));
            case MODEL -> tell(visit, models -> models.model(rest));
            case KEY -> throw new IllegalArgumentException("whose key it is asks the management API");
        }
    }

    private void tell(Visit visit, Function<ServiceModels, dev.interline.catalog.api.Reply> question) {
        entrance.admitted(visit, services.chat(), (Caller _) -> entrance.read(visit,
                () -> CatalogPages.reply(visit, question.apply(new ServiceModels(visit.snapshot().catalog())))));
    }

    private boolean isMethod(Visit visit, String method, String pattern) {
        visit.routed("v2/" + pattern);
        if (visit.request().method().name().equals(method)) {
            return true;
        }
        visit.refuseMethod(List.of(method), services.chat());
        return false;
    }

    private void ask(Visit visit, Kind kind) {
        entrance.admitted(visit, services.chat(), caller -> {
            Service config = visit.snapshot().config().service();
            if (!pacing.admitService(visit, caller, kind.rateName(), kind.rate.applyAsInt(config.rates()))) {
                return;
            }
            var asking = asking(visit, kind.form);
            if (kind == Kind.INVOKE || kind == Kind.SUBMIT) {
                long most = visit.snapshot().config().limits().body().bytes();
                bodies.read(visit, most, body -> tools.start(visit, caller, asking, body));
            } else {
                generating.begin(visit, caller, asking);
            }
        });
    }

    /** How the service asks models. */
    Asking asking(Visit visit, Form form) {
        Service config = visit.snapshot().config().service();
        var asking = Asking.plainly(visit, Operation.GENERATE,
                new ServiceDialect(services.chat(), form, config.defaultModel()));
        return config.timeout().map(limit -> asking.within(asking.timeouts().within(limit))).orElse(asking);
    }

    private Reply builtins() {
        var answer = Json.mapper().createObjectNode().put("object", "list");
        var rows = answer.putArray("data");
        services.builtins().names().forEach(name -> rows.add(services.builtins().definition(name)));
        return Reply.json(200, Json.mapper().writeValueAsBytes(answer));
    }

    private Reply health(Snapshot snapshot) {
        List<String> providers = snapshot.catalog().upstreams().stream().filter(Upstream::ready)
                .map(upstream -> upstream.vendor().name()).toList();
        Optional<String> obstacle = services.readiness().obstacle();
        var health = new LinkedHashMap<String, Object>();
        health.put("status", obstacle.isPresent() || providers.isEmpty() ? "degraded" : "ok");
        health.put("service", "openrouter");
        health.put("models", snapshot.catalog().models().size());
        health.put("upstream", Map.of("ready", !providers.isEmpty(), "providers", providers));
        obstacle.ifPresent(why -> health.put("reason", why));
        return Reply.json(obstacle.isPresent() ? 503 : 200,
                Json.mapper().writeValueAsBytes(health));
    }
}
