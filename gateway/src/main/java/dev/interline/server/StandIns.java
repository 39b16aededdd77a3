package dev.interline.server;

import dev.interline.catalog.Model;
import dev.interline.catalog.Pricing;
import dev.interline.catalog.StandIn;
import dev.interline.provider.local.Embedder;
import dev.interline.provider.local.LocalEmbeddings;
import dev.interline.provider.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What answers inside this process, as the catalog takes it in: the simulator with one free model of its own, and the model
 * for embeddings where there is one. Without it the simulator makes vectors up.
 */
final class StandIns {
    private static final long CONTEXT = 1_000_000;

    private StandIns() {}

    /** The names under which the configuration may speak of them, whether they are there or not. */
    static Set<String> slugs() {
        return Set.of(Simulator.vendor().slug(), LocalEmbeddings.vendor().slug());
    }

    static List<StandIn> of(Optional<Embedder> embedder) {
        var all = new ArrayList<StandIn>();
        all.add(new StandIn(Simulator.vendor(), List.of(simulator()),
                model -> model.writesText() || embedder.isEmpty() && model.embeds()));
        embedder.ifPresent(found -> all.add(new StandIn(LocalEmbeddings.vendor(), List.of(model(found)),
                Model::embeds)));
        return all;
    }

    private static Model simulator() {
        return free("interline/simulator", "Interline: Simulator",
                "Answers without a model, to try the gateway and to test applications.", CONTEXT,
                new Model.Architecture(List.of("text", "image", "audio", "file"), List.of("text"), "GPT",
                        Optional.empty()),
                Simulator.PARAMETERS);
    }

    private static Model model(Embedder embedder) {
        return free(embedder.model(), embedder.name(), "Runs inside the gateway. Vectors of "
                + embedder.dimensions() + " dimensions.", embedder.contextLength(),
                new Model.Architecture(List.of("text"), List.of("embeddings"), "Other", Optional.empty()), Set.of());
    }

    private static Model free(String id, String name, String description, long context,
            Model.Architecture architecture, Set<String> parameters) {
        return new Model(id, id, name, 0, Optional.of(description), context, architecture, Pricing.FREE,
                new Model.TopProvider(context, 0, false), parameters, Map.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }
}
