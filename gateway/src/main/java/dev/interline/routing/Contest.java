package dev.interline.routing;

import static dev.interline.catalog.PriceKey.COMPLETION;
import static dev.interline.catalog.PriceKey.INPUT_CACHE_READ;
import static dev.interline.catalog.PriceKey.PROMPT;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Pricing;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.health.Vitals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One decision about an order. Every endpoint gets a group, a key and a price; the lowest comes first, equals in the order in
 * which they were given. Groups: what {@code provider.order} names, in that order; what nothing speaks against; for requests
 * with tools, what is bad at them; what is
 * slower than wished; what is as busy as it gets; what had an outage; what asked to be left alone; what stands in for others.
 *
 * <p>Every request with a choice comes through here: loops over arrays, as in all that every request comes through.
 */
final class Contest {
    private static final int FIT = 0;
    private static final int POOR = 1;
    private static final int SLOW = 2;
    private static final int FULL = 3;
    private static final int UNSTABLE = 4;
    private static final int PAUSED = 5;
    private static final int STAND_IN = 6;
    private static final int TIERS = 7;
    /** One request in so many that wants speed goes where nobody knows it. */
    private static final int EXPLORE = 20;
    private static final double FIRST = Double.NEGATIVE_INFINITY;

    private final List<Endpoint> endpoints;
    private final Question question;
    private final Snapshot snapshot;
    private final Vitals[] vitals;
    private final double[] prices;
    private final double[] keys;
    private final int[] groups;
    private final int named;
    private int drawn = -1;

    Contest(List<Endpoint> endpoints, Question question, Snapshot snapshot) {
        this.endpoints = endpoints;
        this.question = question;
        this.snapshot = snapshot;
        int count = endpoints.size();
        vitals = new Vitals[count];
        prices = new double[count];
        groups = new int[count];
        named = question.facts().preferences().order().size();
        var cutoffs = new Cutoffs(question.facts().preferences());
        boolean vectors = question.facts().operation() == Operation.EMBED;
        for (int i = 0; i < count; i++) {
            Endpoint endpoint = endpoints.get(i);
            vitals[i] = snapshot.of(endpoint);
            prices[i] = price(endpoint.pricing().at(question.begun()), vectors, cached(endpoint));
            int tier = endpoint.upstream().standIn() ? STAND_IN : cutoffs.areMetBy(vitals[i]) ? FIT : SLOW;
            int position = position(endpoint);
            groups[i] = position < named ? position * TIERS : named * TIERS + tier;
        }
        keys = keys();
        if (question.sort() == Sort.DEFAULT && question.facts().needs().contains(Need.TOOLS)) {
            putPoorBehind();
        }
    }

    /** A request with tools is better answered somewhere else, whatever it costs there. */
    private void putPoorBehind() {
        boolean[] behind = Quality.behindForTools(vitals);
        for (int i = 0; i < groups.length; i++) {
            if (behind[i] && groups[i] == named * TIERS + FIT) {
                groups[i] = named * TIERS + POOR;
            }
        }
    }

    /**
     * What counts as the price: that of a prompt token and a completion token together; of vectors, of a prompt token. What is
     * in a cache counts at the cache's price: it would be lost elsewhere.
     */
    private static double price(Pricing pricing, boolean vectors, double cached) {
        if (!pricing.isKnown()) {
            return Double.POSITIVE_INFINITY;
        }
        double prompt = pricing.price(PROMPT).doubleValue();
        if (cached > 0) {
            prompt += cached * (pricing.price(INPUT_CACHE_READ).doubleValue() - prompt);
        }
        return vectors ? prompt : prompt + pricing.price(COMPLETION).doubleValue();
    }

    private double cached(Endpoint endpoint) {
        return endpoint.tag().equals(question.kept().tag()) ? question.kept().cached() : 0;
    }

    private int position(Endpoint endpoint) {
        if (named > 0) {
            List<String> order = question.facts().preferences().order();
            Catalog catalog = question.catalog();
            for (int i = 0; i < named; i++) {
                if (catalog.isNamed(endpoint, order.get(i))) {
                    return i;
                }
            }
        }
        return named;
    }

    private double[] keys() {
        double[] made = new double[vitals.length];
        switch (question.sort()) {
            case DEFAULT, PRICE -> System.arraycopy(prices, 0, made, 0, made.length);
            case THROUGHPUT -> Arrays.setAll(made, i -> unknownLast(-vitals[i].throughput()));
            case LATENCY -> Arrays.setAll(made, i -> unknownLast(vitals[i].latency()));
            case EXACTO -> Quality.of(vitals, made);
        }
        return made;
    }

    private static double unknownLast(double measured) {
        return Double.isNaN(measured) ? Double.POSITIVE_INFINITY : measured;
    }

    /**
     * Puts those behind that had an outage or asked to be left alone. Of those that come back a share is let through. What a
     * request names goes first in spite of an outage, but not while it wants to be left alone.
     */
    void putUnfitBehind(RandomGenerator random) {
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            if (group == named * TIERS + STAND_IN) {
                continue;
            }
            if (vitals[i].isPaused(snapshot.now())) {
                groups[i] = named * TIERS + PAUSED;
            } else if (group >= named * TIERS) {
                double share = vitals[i].share(snapshot.now());
                if (share < 1 && (share == 0 || random.nextDouble() >= share)) {
                    groups[i] = named * TIERS + UNSTABLE;
                } else if (vitals[i].full()) {
                    groups[i] = named * TIERS + FULL;
                }
            }
        }
    }

    /** Lets chance decide which one of the best group comes first, where the request leaves that open. */
    void draw(RandomGenerator random) {
        if (named > 0) {
            return;
        }
        switch (question.sort()) {
            case DEFAULT -> {
                if (!keep()) {
                    drawByPrice(random);
                }
            }
            case THROUGHPUT, LATENCY -> explore(random);
            case PRICE, EXACTO -> {
                // They say all.
            }
        }
    }

    /**
     * Puts the endpoint first that served the conversation before, if nothing speaks against it. One that the client did not
     * name stays only where it costs no more than elsewhere.
     */
    private boolean keep() {
        if (question.kept().tag().isEmpty()) {
            return false;
        }
        int found = -1;
        double cheapest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == FIT) {
                found = isKept(i) ? i : found;
                cheapest = Math.min(cheapest, prices[i]);
            }
        }
        if (found < 0 || !question.kept().named() && prices[found] > cheapest) {
            return false;
        }
        drawn = found;
        return true;
    }

    private boolean isKept(int index) {
        return endpoints.get(index).tag().equals(question.kept().tag());
    }

    /** With a probability in proportion to 1/price²; what is free shares alike, what has no price comes last. */
    private void drawByPrice(RandomGenerator random) {
        int best = best();
        double cheapest = Double.POSITIVE_INFINITY;
        int members = 0;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == best) {
                members++;
                cheapest = Math.min(cheapest, prices[i]);
            }
        }
        if (members < 2) {
            return;
        }
        double all = 0;
        for (int i = 0; i < groups.length; i++) {
            all += groups[i] == best ? weight(prices[i], cheapest) : 0;
        }
        double left = random.nextDouble() * all;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == best) {
                double weight = weight(prices[i], cheapest);
                if (weight > 0) {
                    drawn = i;
                }
                left -= weight;
                if (left < 0) {
                    return;
                }
            }
        }
    }

    /** Relative to the cheapest, which has 1: that is never too large or too small a number. */
    private static double weight(double price, double cheapest) {
        if (price == cheapest) {
            return 1;
        }
        double share = cheapest / price;
        return share * share;
    }

    /** Now and then one goes first whose speed nobody knows: it would never be known otherwise. */
    private void explore(RandomGenerator random) {
        int best = best();
        int unknown = 0;
        int known = 0;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == best) {
                unknown += keys[i] == Double.POSITIVE_INFINITY ? 1 : 0;
                known += keys[i] == Double.POSITIVE_INFINITY ? 0 : 1;
            }
        }
        if (unknown == 0 || known == 0 || random.nextInt(EXPLORE) != 0) {
            return;
        }
        int chosen = random.nextInt(unknown);
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == best && keys[i] == Double.POSITIVE_INFINITY && chosen-- == 0) {
                drawn = i;
                return;
            }
        }
    }

    private int best() {
        int best = Integer.MAX_VALUE;
        for (int group : groups) {
            best = Math.min(best, group);
        }
        return best;
    }

    List<Choice> inOrder() {
        if (drawn >= 0) {
            keys[drawn] = FIRST;
        }
        int[] order = new int[groups.length];
        for (int i = 0; i < order.length; i++) {
            int place = i;
            while (place > 0 && isBefore(i, order[place - 1])) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = i;
        }
        var choices = new ArrayList<Choice>(order.length);
        for (int index : order) {
            choices.add(new Choice(endpoints.get(index), reason(index)));
        }
        return choices;
    }

    private boolean isBefore(int one, int other) {
        if (groups[one] != groups[other]) {
            return groups[one] < groups[other];
        }
        return keys[one] != keys[other] ? keys[one] < keys[other] : prices[one] < prices[other];
    }

    private Reason reason(int index) {
        if (groups[index] < named * TIERS) {
            return Reason.NAMED;
        }
        return switch (groups[index] - named * TIERS) {
            case POOR -> Reason.POOR;
            case SLOW -> Reason.SLOW;
            case FULL -> Reason.FULL;
            case UNSTABLE -> Reason.UNSTABLE;
            case PAUSED -> Reason.PAUSED;
            case STAND_IN -> Reason.STAND_IN;
            default -> index != drawn ? question.sort().reason()
                    : question.sort() != Sort.DEFAULT ? Reason.EXPLORED
                            : isKept(index) ? Reason.KEPT : Reason.DRAWN;
        };
    }
}
