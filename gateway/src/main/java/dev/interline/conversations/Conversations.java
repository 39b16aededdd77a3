package dev.interline.conversations;

import dev.interline.builtin.Builtins;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conversations that wait for results of functions. Thread-safe; the one that was used least recently is forgotten when
 * there are too many or they take too much memory.
 */
public final class Conversations {
    /** How long one is kept after it was last used. */
    static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 64L << 20;

    private final Supplier<String> ids;
    private final LongSupplier nanos;
    /** The least recently used first. */
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private static final class Entry {
        final String owner;
        final Conversation conversation;
        long size;
        long used;
        boolean busy;

        Entry(String owner, Conversation conversation) {
            this.owner = owner;
            this.conversation = conversation;
        }
    }

    /**
     * Holds none yet.
     *
     * @param ids makes ids that nobody can guess
     * @param nanos {@link System#nanoTime}, except in tests
     */
    public Conversations(Supplier<String> ids, LongSupplier nanos) {
        this.ids = ids;
        this.nanos = nanos;
    }

    /**
     * Begins one; it is busy until it is kept or left.
     *
     * @param request a chat completion request whose tools may be names of built-in functions
     */
    public Conversation begin(String owner, ObjectNode request, Builtins builtins) {
        var conversation = Conversation.of("conv_" + ids.get(), request, builtins);
        var entry = new Entry(owner, conversation);
        entry.busy = true;
        synchronized (this) {
            entry.used = nanos.getAsLong();
            entries.put(conversation.id(), entry);
            tidy();
        }
        return conversation;
    }

    /**
     * Goes on with one; it is busy until it is kept or left.
     *
     * @throws Rejected if this owner has none of that id, or it is being answered
     */
    public synchronized Conversation resume(String owner, String id) {
        tidy();
        Entry entry = entries.get(id);
        if (entry == null || !entry.owner.equals(owner)) {
            throw new Rejected(Problem.of(ErrorType.NOT_FOUND, "conversation_id: there is no conversation " + shown(id)
                    + "; they are kept for an hour after their last use"));
        }
        if (entry.busy) {
            throw new Rejected(Problem.invalid("conversation_id: " + shown(id) + " is being answered").withStatus(409)
                    .withRetryAfter(Duration.ofSeconds(1)));
        }
        entry.busy = true;
        entry.used = nanos.getAsLong();
        return entry.conversation;
    }

    /** It was answered, and waits for what its client does next. */
    public synchronized void keep(Conversation conversation) {
        Entry entry = entries.get(conversation.id());
        if (entry != null) {
            entry.busy = false;
            conversation.answered();
            entry.used = nanos.getAsLong();
            bytes += conversation.size() - entry.size;
            entry.size = conversation.size();
            tidy();
        }
    }

    /** It was not answered: what was begun is forgotten, what was resumed stays as it was. */
    public synchronized void leave(Conversation conversation) {
        Entry entry = entries.get(conversation.id());
        if (entry != null && entry.busy) {
            entry.busy = false;
            conversation.goBack();
            if (entry.size == 0) {
                entries.remove(conversation.id());
            }
        }
    }

    private void tidy() {
        long before = nanos.getAsLong() - KEPT.toNanos();
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next().getValue();
            boolean tooMany = entries.size() > MOST || bytes > MOST_BYTES;
            if (entry.used - before > 0 && !tooMany) {
                return;
            }
            if (!entry.busy) {
                bytes -= entry.size;
                oldest.remove();
            }
        }
    }

    private static String shown(String id) {
        return id.length() <= 60 ? id : id.substring(0, 60) + "...";
    }
}
