package dev.interline.routing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint last served a conversation, so that it finds its prompt in that provider's cache (OpenRouter: sticky
 * routing). For ten minutes since its last success; the memory is constant, 65,536 conversations, four of which share a place:
 * the one that would be forgotten first makes room. Thread-safe without locks; what two write at once one of them loses.
 */
public final class Sessions {
    private static final long KEEP = Duration.ofMinutes(10).toNanos();
    private static final int PLACES = 1 << 16;
    private static final int WAYS = 4;

    private final AtomicReferenceArray<@Nullable Seat> seats = new AtomicReferenceArray<>(PLACES);
    private final LongSupplier nanos;

    /** One conversation's endpoint. Conversations are known by a hash: whoever shares one only shares an endpoint. */
    private record Seat(long key, String tag, long since) {}

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime()} */
    public Sessions(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The tag of the endpoint that served this conversation. */
    Optional<String> tag(String account, String model, String session) {
        long key = key(account, model, session);
        long now = nanos.getAsLong();
        for (int way = 0; way < WAYS; way++) {
            Seat seat = seats.get(place(key, way));
            if (seat != null && seat.key() == key && now - seat.since() < KEEP) {
                return Optional.of(seat.tag());
            }
        }
        return Optional.empty();
    }

    /**
     * An endpoint served this conversation.
     *
     * @param asked the model that the request named: if it is a router, the one that served is kept for it too
     */
    public void served(String account, String asked, String session, String model, String tag) {
        served(account, model, session, tag);
        if (RouterModel.isNamed(asked)) {
            served(account, asked, session, model);
        }
    }

    void served(String account, String model, String session, String tag) {
        long key = key(account, model, session);
        long now = nanos.getAsLong();
        int oldest = place(key, 0);
        long age = -1;
        for (int way = 0; way < WAYS; way++) {
            int place = place(key, way);
            Seat seat = seats.get(place);
            if (seat == null || seat.key() == key) {
                oldest = place;
                break;
            }
            if (now - seat.since() > age) {
                age = now - seat.since();
                oldest = place;
            }
        }
        seats.set(oldest, new Seat(key, tag, now));
    }

    private static int place(long key, int way) {
        return (int) (key >>> 40 & PLACES / WAYS - 1) * WAYS + way;
    }

    private static long key(String account, String model, String session) {
        long mixed = ((account.hashCode() * 31L + model.hashCode()) << 32) + session.hashCode();
        mixed = (mixed ^ mixed >>> 32) * 0x9E3779B97F4A7C15L;
        return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    }
}
