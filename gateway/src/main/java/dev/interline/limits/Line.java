package dev.interline.limits;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The requests of one account that wait. Guarded by its {@link Shard}.
 *
 * <p>Each caller's requests keep their order; among the callers it is fair queueing by start tags (Goyal, Vin, Cheng: SFQ): a
 * caller of weight 3 gets three turns where one of weight 1 gets one, and whoever asks for little waits little, however long
 * the others' lines are. Requests of free models are a line of their own: they wait for other things.
 */
final class Line {
    /** A turn of a caller of weight 1; divisible by most weights. */
    private static final long TURN = 720_720;

    private record Caller(String key, boolean free) {}

    private static final class Waiting {
        final Deque<Turn> turns = new ArrayDeque<>();
        /** When its next turn begins, in virtual time. */
        long start;

        int weight() {
            return turns.getLast().ask().asker().weight();
        }

        /** How much longer this line is than its share. */
        long length() {
            return turns.size() * (TURN / weight());
        }
    }

    private final Map<Caller, Waiting> callers = new LinkedHashMap<>();
    private int size;
    /** The start of the last turn that was given. */
    private long virtual;
    /** When it will be looked after, by {@link Moment#nanos}; nothing if it will not. */
    private OptionalLong wakes = OptionalLong.empty();

    boolean isEmpty() {
        return size == 0;
    }

    /** Notes that it is to be looked after by then; whether that was not so already. */
    boolean wakesBy(long nanos) {
        if (wakes.isPresent() && wakes.getAsLong() - nanos <= 0) {
            return false;
        }
        wakes = OptionalLong.of(nanos);
        return true;
    }

    void woken() {
        wakes = OptionalLong.empty();
    }

    int size() {
        return size;
    }

    /**
     * Puts a request at the end of its caller's line.
     *
     * @param most how many may wait
     * @return who has to leave for that: the last one of the caller that has more than its share waiting, if need be this one
     */
    Optional<Turn> join(Turn turn, int most) {
        Waiting own = callers.computeIfAbsent(caller(turn), _ -> new Waiting());
        if (own.turns.isEmpty()) {
            own.start = Math.max(own.start, virtual);
        }
        own.turns.addLast(turn);
        size++;
        if (size <= most) {
            return Optional.empty();
        }
        Waiting longest = own;
        for (Waiting other : callers.values()) {
            longest = !other.turns.isEmpty() && other.length() > longest.length() ? other : longest;
        }
        size--;
        return Optional.of(longest.turns.removeLast());
    }

    void leave(Turn turn) {
        Waiting own = callers.get(caller(turn));
        if (own != null && own.turns.remove(turn)) {
            size--;
        }
    }

    /** Takes out the one whose turn it is among those for which there is room. */
    Optional<Turn> next(Predicate<Turn> fits) {
        Optional<Waiting> next = callers.values().stream()
                .filter(waiting -> !waiting.turns.isEmpty() && fits.test(waiting.turns.getFirst()))
                .min(Comparator.comparingLong(waiting -> waiting.start));
        return next.map(waiting -> {
            virtual = Math.max(virtual, waiting.start);
            waiting.start += TURN / waiting.weight();
            size--;
            Turn turn = waiting.turns.removeFirst();
            callers.values().removeIf(other -> other.turns.isEmpty() && other.start <= virtual);
            return turn;
        });
    }

    /** Takes out those that have waited for long enough. */
    void overdue(Moment now, Consumer<Turn> then) {
        for (Waiting waiting : callers.values()) {
            while (!waiting.turns.isEmpty() && waiting.turns.getFirst().left(now) <= 0) {
                size--;
                then.accept(waiting.turns.removeFirst());
            }
        }
    }

    /** Each caller's first. */
    void heads(Consumer<Turn> then) {
        for (Waiting waiting : callers.values()) {
            if (!waiting.turns.isEmpty()) {
                then.accept(waiting.turns.getFirst());
            }
        }
    }

    private static Caller caller(Turn turn) {
        return new Caller(turn.ask().asker().key(), turn.ask().free());
    }
}
