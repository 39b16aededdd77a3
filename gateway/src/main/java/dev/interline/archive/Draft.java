package dev.interline.archive;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.SseFrames;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is to be kept, as it goes out.
 *
 * @param previous id of the response that it goes on from
 * @param request the request's members, its input being all that the model was given
 * @param answer holds a JSON document, or the last events of a stream, whole, in {@code [0, length)}
 * @param stream whether it is a stream
 */
public record Draft(Owner owner, Optional<String> previous, JsonFields request, byte[] answer, int length,
        boolean stream) {
    /** One that failed has nothing to go on from; one that is still running never ends here. */
    private static final Set<String> KEPT = Set.of("completed", "incomplete");
    private static final int EVENT_LIMIT = 64 * 1024 * 1024;

    /** About how much memory it takes. */
    long bytes() {
        return (long) length + request.to() - request.from();
    }

    /** What is kept of it; empty if it is no answer that is kept. */
    Optional<StoredResponse> response() {
        try {
            JsonFields response = stream ? last() : JsonFields.scan(answer, 0, length);
            Optional<String> id = response.string("id");
            if (id.isEmpty() || !KEPT.contains(response.string("status").orElse(""))) {
                return Optional.empty();
            }
            return Optional.of(new StoredResponse(id.get(), InputItems.of(request, id.get()),
                    StoredResponse.text(response, response.from(), response.to()).strip()));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /** The response of the last event that has one. */
    private JsonFields last() throws MalformedJson {
        var found = new Last();
        var frames = new SseFrames(EVENT_LIMIT);
        frames.read(answer, 0, length, found);
        frames.end(found);
        byte[] bytes = found.event;
        if (bytes == null) {
            return JsonFields.NONE;
        }
        JsonFields event = JsonFields.scan(bytes, 0, bytes.length);
        int i = event.find("response");
        return i < 0 ? JsonFields.NONE : JsonFields.scan(bytes, event.valueStart(i), event.valueEnd(i));
    }

    /** Remembers the last event that may have a response. */
    private static final class Last implements SseFrames.Handler {
        private byte @Nullable [] event;

        @Override
        public void event(String name, byte[] bytes, int from, int to) {
            if (name.equals("response.completed") || name.equals("response.incomplete")) {
                event = new ByteSink(to - from).write(bytes, from, to).toBytes();
            }
        }
    }
}
