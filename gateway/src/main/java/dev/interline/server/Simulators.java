package dev.interline.server;

import dev.interline.catalog.Model;
import dev.interline.catalog.Pricing;
import dev.interline.catalog.StandIn;
import dev.interline.provider.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator as the catalog takes it in: a vendor that may stand in for others, with one free model of its own. */
final class Simulators {
    private static final long CONTEXT = 1_000_000;

    private Simulators() {}

    static StandIn standIn() {
        return new StandIn(Simulator.vendor(), List.of(new Model("interline/simulator", "interline/simulator",
                "Interline: Simulator", 0,
                Optional.of("Answers without a model, to try the gateway and to test applications."),
                CONTEXT, new Model.Architecture(List.of("text", "image", "audio", "file"), List.of("text"), "GPT",
                        Optional.empty()),
                Pricing.FREE, new Model.TopProvider(CONTEXT, 0, false), Simulator.PARAMETERS, Map.of(),
                Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty())));
    }
}
