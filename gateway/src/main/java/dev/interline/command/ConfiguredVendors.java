package dev.interline.command;

import dev.interline.catalog.Assembly;
import dev.interline.catalog.Known;
import dev.interline.catalog.Upstream;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The upstreams that a server started here would use, as its catalog finds them.
 *
 * @param ready those that can be asked
 * @param unusable those that were given a credential and cannot be asked all the same
 */
record ConfiguredVendors(List<Upstream> ready, List<Upstream> unusable) {
    private static final Set<String> DIALECTS = Set.of("openai", "anthropic", "responses");

    static ConfiguredVendors of(Config config, Environment environment) {
        var catalog = new Assembly(Known.load(), DIALECTS, List.of(), environment).build(config, Map.of());
        var ready = new ArrayList<Upstream>();
        var unusable = new ArrayList<Upstream>();
        for (var upstream : catalog.upstreams()) {
            switch (upstream.state()) {
                case READY -> ready.add(upstream);
                case NO_ADDRESS, NO_DIALECT -> {
                    if (upstream.vendor().credential().isPresent()) {
                        unusable.add(upstream);
                    }
                }
                case NO_CREDENTIAL, DISABLED -> {
                    // Nobody wants to use them.
                }
            }
        }
        return new ConfiguredVendors(ready, unusable);
    }

    /** Says of each unusable upstream what it lacks. */
    List<Finding> complaints() {
        return unusable.stream().map(upstream -> Finding.warn("provider " + upstream.slug(),
                upstream.state() == Upstream.State.NO_ADDRESS
                        ? "has a key but no address; set providers." + upstream.slug() + ".base-url"
                        : "has a key, but its wire '" + upstream.vendor().dialect() + "' is not spoken yet"))
                .toList();
    }
}
