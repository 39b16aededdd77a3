package dev.interline.routing;

import dev.interline.exchange.ConversationKey;
import dev.interline.exchange.Usage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint last served a conversation, so that it finds its prompt in that provider's cache (OpenRouter: sticky
 * routing). For ten minutes since its last success, or for the hour that the client has bought of the cache; the memory is
 * constant, 65,536 conversations, four of which share a place: the one that was served the longest time ago makes room.
 * Thread-safe without locks; what two write at once one of them loses.
 */
public final class Sessions {
    private static final long KEEP = Duration.ofMinutes(10).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();
    /** How long a provider's cache is sure to last if nobody paid for more. */
    private static final long CACHE = Duration.ofMinutes(5).toNanos();
    private static final int PLACES = 1 << 16;
    private static final int WAYS = 4;

    private final AtomicReferenceArray<@Nullable Seat> seats = new AtomicReferenceArray<>(PLACES);
    private final LongSupplier nanos;

    /** @param cached the share of the prompt that is in the provider's cache */
    private record Seat(long key, String tag, long since, boolean hour, double cached) {
        boolean isKept(long now) {
            return now - since < (hour ? HOUR : KEEP);
        }

        double cached(long now) {
            return now - since < (hour ? HOUR : CACHE) ? cached : 0;
        }
    }

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime()} */
    public Sessions(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Where this conversation was served before. */
    Kept kept(String account, String model, ConversationKey conversation) {
        long key = key(account, model, conversation);
        long now = nanos.getAsLong();
        for (int way = 0; way < WAYS; way++) {
            Seat seat = seats.get(place(key, way));
            if (seat != null && seat.key() == key && seat.isKept(now)) {
                return new Kept(seat.tag(), conversation.named(), seat.cached(now));
            }
        }
        return Kept.NOWHERE;
    }

    /**
     * An endpoint served this conversation and says what of it came from its cache and went there.
     *
     * @param asked the model that the request named: if it is a router, the one that served is kept for it, too
     */
    public void served(String account, String asked, ConversationKey conversation, String model, String tag,
            Usage usage) {
        served(account, model, conversation, tag, usage);
        if (RouterModel.isNamed(asked)) {
            served(account, asked, conversation, model, Usage.NONE);
        }
    }

    void served(String account, String model, ConversationKey conversation, String tag, Usage usage) {
        long key = key(account, model, conversation);
        long now = nanos.getAsLong();
        boolean hour = usage.cacheWriteHour() > 0;
        int oldest = place(key, 0);
        long age = -1;
        for (int way = 0; way < WAYS; way++) {
            int place = place(key, way);
            Seat seat = seats.get(place);
            if (seat == null || seat.key() == key) {
                oldest = place;
                // Reading from a cache makes it last as long as it was bought for.
                hour |= seat != null && seat.hour() && seat.isKept(now) && seat.tag().equals(tag)
                        && usage.cacheRead() > 0;
                break;
            }
            if (now - seat.since() > age) {
                age = now - seat.since();
                oldest = place;
            }
        }
        long cached = usage.cacheRead() + usage.cacheWrite() + usage.cacheWriteHour();
        seats.set(oldest, new Seat(key, tag, now, hour,
                usage.prompt() == 0 ? 0 : Math.min(1, (double) cached / usage.prompt())));
    }

    private static int place(long key, int way) {
        return (int) (key >>> 40 & PLACES / WAYS - 1) * WAYS + way;
    }

    private static long key(String account, String model, ConversationKey conversation) {
        long mixed = (((long) account.hashCode() << 32) + model.hashCode()) * 0x9E3779B97F4A7C15L + conversation.hash();
        mixed = (mixed ^ mixed >>> 32) * 0x9E3779B97F4A7C15L;
        return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    }
}
