package dev.interline.command;

import dev.interline.admin.api.Intervals;
import dev.interline.exchange.Money;
import dev.interline.identity.KeyLimit;
import dev.interline.identity.Restrictions;
import dev.interline.ledger.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a key may spend and be used for. */
final class KeyOptions {
    @Option(names = "--limit", paramLabel = "USD", converter = Dollars.class, //
            description = "Most that it may spend, in dollars (default: as much as its account has).")
    private @Nullable Money limit;

    @Option(names = "--limit-reset", paramLabel = "PERIOD", //
            description = "When the limit counts anew: daily, weekly or monthly, at midnight UTC (default: never).")
    private @Nullable String reset;

    @Option(names = "--include-byok", //
            description = "Count what the account's own accounts at providers pay, too.")
    private boolean byok;

    @Option(names = "--models", paramLabel = "MODEL", split = ",", //
            description = "The only models that it may ask, with commas between them (default: any).")
    private List<String> models = List.of();

    @Option(names = "--providers", paramLabel = "PROVIDER", split = ",", //
            description = "The only providers that may serve it, with commas between them (default: any).")
    private List<String> providers = List.of();

    @Option(names = "--regions", paramLabel = "REGION", split = ",", //
            description = "The only regions in which it may be served, as endpoints declare them (default: any).")
    private List<String> regions = List.of();

    @Option(names = "--rpm", paramLabel = "N", description = "Most requests in a minute (default: any number).")
    private @Nullable Integer requestsPerMinute;

    @Option(names = "--weight", paramLabel = "N", //
            description = "Its share where requests wait for their turn, beside the account's other keys (default: 1).")
    private int weight = Restrictions.PLAIN_WEIGHT;

    KeyLimit limit() {
        return new KeyLimit(Optional.ofNullable(limit), period(), byok);
    }

    private Period period() {
        if (reset == null) {
            return Period.EVER;
        }
        var period = Intervals.RESETS.get(reset);
        if (period == null) {
            throw CommandFailure.usage("no such period", "--limit-reset " + reset,
                    "say one of " + String.join(", ", Intervals.RESETS.keySet()));
        }
        return period;
    }

    Restrictions restrictions() {
        return new Restrictions(models, providers, regions,
                requestsPerMinute == null ? OptionalInt.empty() : OptionalInt.of(requestsPerMinute), weight);
    }
}
