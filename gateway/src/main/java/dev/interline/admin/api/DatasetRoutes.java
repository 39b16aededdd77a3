package dev.interline.admin.api;

import static dev.interline.admin.api.Role.KEY;

import dev.interline.bytes.Json;
import dev.interline.catalog.Catalog;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.generations.App;
import dev.interline.generations.activity.Rankings;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /datasets}: which models and apps used most, over all accounts of this gateway (OpenRouter: datasets). Whoever
 * holds a key may see that; no account, key or user is named.
 */
public final class DatasetRoutes {
    private static final LocalDate BEGINNING = LocalDate.of(2025, 1, 1);
    private static final int USUAL_DAYS = 30;
    private static final Map<String, Set<String>> GROUPS = new TreeMap<>(Map.of(
            "coding", Set.of("cli-agent", "ide-extension", "cloud-agent", "programming-app", "native-app-builder"),
            "creative", Set.of("creative-writing", "video-gen", "image-gen", "audio-gen"),
            "productivity", Set.of("writing-assistant", "general-chat", "personal-agent", "legal"),
            "entertainment", Set.of("roleplay", "game")));

    private final Rankings rankings;
    private final Supplier<Catalog> catalog;
    private final InstantSource clock;

    public DatasetRoutes(Rankings rankings, Supplier<Catalog> catalog, InstantSource clock) {
        this.rankings = rankings;
        this.catalog = catalog;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.get("datasets/app-rankings", KEY, this::apps),
                Route.get("datasets/rankings-daily", KEY, this::models));
    }

    private Answer apps(Call call) {
        var window = window(call);
        int limit = Paging.number(call, "limit", 50, 1, 100);
        int offset = Paging.number(call, "offset", 0, 0, 100);
        var sort = Rankings.Sort.valueOf(word(call, "sort", List.of("popular", "trending")));
        var answer = Json.mapper().createObjectNode();
        var rows = answer.putArray("data");
        var apps = rankings.apps(window, categories(call), sort);
        for (int i = offset; i < Math.min(apps.size(), offset + limit); i++) {
            var app = apps.get(i);
            rows.addObject().put("rank", i + 1).put("app_id", app.id()).put("app_name", app.name())
                    .put("total_tokens", Long.toString(app.tokens())).put("total_requests", app.requests());
        }
        return Answer.ok(meta(answer, window));
    }

    private static Collection<String> categories(Call call) {
        var group = call.query("category").map(name -> one("category", name, GROUPS.keySet()));
        var only = call.query("subcategory").map(name -> one("subcategory", name, App.CATEGORIES));
        if (group.isPresent() && only.isPresent() && !inGroup(group.get()).contains(only.get())) {
            throw invalid("subcategory: " + only.get() + " is none of category " + group.get());
        }
        return only.<Collection<String>>map(List::of).or(() -> group.map(DatasetRoutes::inGroup)).orElse(List.of());
    }

    private static Set<String> inGroup(String name) {
        return GROUPS.getOrDefault(name, Set.of());
    }

    private Answer models(Call call) {
        for (var name : List.of("category", "language_type", "context_bucket")) {
            if (call.query(name).isPresent()) {
                throw invalid(name + ": this gateway does not look into prompts for that; leave it out");
            }
        }
        var window = window(call);
        var period = Rankings.Period.valueOf(word(call, "period", List.of("day", "week", "month")));
        var answer = Json.mapper().createObjectNode();
        var rows = answer.putArray("data");
        rankings.models(window, period, wanted(call)).forEach(use -> rows.addObject()
                .put("date", use.period().toString()).put("model_permaslug", use.model())
                .put("total_tokens", Long.toString(use.tokens())));
        return Answer.ok(meta(answer, window));
    }

    private Predicate<String> wanted(Call call) {
        if (call.query("modality").isEmpty()) {
            return _ -> true;
        }
        var modality = one("modality", call.query("modality").get(), List.of("text", "image", "image_output", "audio"));
        return id -> catalog.get().model(id).filter(model -> switch (modality) {
            case "text" -> model.architecture().output().contains("text");
            case "image_output" -> model.architecture().output().contains("image");
            default -> model.architecture().input().contains(modality);
        }).isPresent();
    }

    /** The constant's name that a word stands for; the first is the usual one. */
    private static String word(Call call, String name, List<String> words) {
        return one(name, call.query(name).orElse(words.getFirst()), words).toUpperCase(Locale.ROOT);
    }

    private static String one(String name, String value, Collection<String> known) {
        if (!known.contains(value)) {
            throw invalid(name + ": there is no " + value + "; expected one of "
                    + String.join(", ", known.stream().sorted().toList()));
        }
        return value;
    }

    private Rankings.Window window(Call call) {
        var last = call.query("end_date").map(text -> date("end_date", text))
                .orElse(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1));
        if (last.isBefore(BEGINNING)) {
            throw invalid("end_date: nothing is known of the time before " + BEGINNING);
        }
        var first = call.query("start_date").map(text -> date("start_date", text)).orElse(last.minusDays(USUAL_DAYS));
        if (first.isAfter(last)) {
            throw invalid("start_date: " + first + " is after end_date " + last);
        }
        return new Rankings.Window(first.isBefore(BEGINNING) ? BEGINNING : first, last);
    }

    private static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw invalid(name + ": expected a date such as 2027-12-31");
        }
    }

    private ObjectNode meta(ObjectNode answer, Rankings.Window window) {
        answer.putObject("meta").put("as_of", clock.instant().toString()).put("version", "v1")
                .put("start_date", window.first().toString()).put("end_date", window.last().toString());
        return answer;
    }

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}
