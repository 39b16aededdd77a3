package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Orders the endpoints that are allowed to serve a request; adds and drops none. Safe for all threads. */
public final class Ranker {
    private final Supplier<Snapshot> snapshots;
    private final RandomGenerator random;
    private final BooleanSupplier balanced;

    /**
     * @param snapshots what is known at the moment of each decision
     * @param random what draws; used by all threads
     * @param balanced whether traffic is spread by price and kept from endpoints that had an outage; if not, the cheapest comes
     *        first whatever happens, equal prices in the order of the configuration
     */
    public Ranker(Supplier<Snapshot> snapshots, RandomGenerator random, BooleanSupplier balanced) {
        this.snapshots = snapshots;
        this.random = random;
        this.balanced = balanced;
    }

    /** One that always puts the cheapest first. */
    public static Ranker cheapestFirst() {
        return new Ranker(() -> Snapshot.NOTHING, () -> 0, () -> false);
    }

    /** What draws. */
    RandomGenerator random() {
        return random;
    }

    /** What is known now. */
    Snapshot snapshot() {
        return snapshots.get();
    }

    /** The endpoints, best first. */
    List<Choice> rank(List<Endpoint> allowed, Question question) {
        return switch (allowed.size()) {
            case 0 -> List.of();
            case 1 -> List.of(new Choice(allowed.getFirst(), Reason.ONLY));
            default -> balanced.getAsBoolean() ? rank(allowed, question, snapshots.get(), random)
                    : new Contest(allowed, question, snapshots.get()).inOrder();
        };
    }

    /** The same for those who ask with an account of their own, which did not bring about that the gateway's is throttled. */
    Ranker forOwn() {
        return new Ranker(() -> Snapshot.withoutPauses(snapshots.get()), random, balanced);
    }

    /** The balanced order. Pure: what is adaptive is in the snapshot, what is random comes from the generator. */
    static List<Choice> rank(List<Endpoint> allowed, Question question, Snapshot snapshot, RandomGenerator random) {
        var contest = new Contest(allowed, question, snapshot);
        contest.putUnfitBehind(random);
        contest.draw(random);
        return contest.inOrder();
    }
}
