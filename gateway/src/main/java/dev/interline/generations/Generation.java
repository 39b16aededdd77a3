package dev.interline.generations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import dev.interline.exchange.Money;

/**
 * The record of one generation: what was asked, who served it, what it used and what it cost. One request of a client
 * makes exactly one, however many upstreams were tried. Never holds a prompt, an answer or a secret. Absent facts are
 * null, as they are in the API's answer.
 *
 * @param id        {@code gen-<unix seconds>-<20 alphanumerics>}; settling the same id twice charges once
 * @param owner     who pays
 * @param createdAt when the request was admitted; usage counts into this instant's UTC day
 * @param service   what served it
 * @param ending    how it ended
 * @param tokens    what it used
 * @param cost      what it cost
 * @param timing    how long it took
 * @param client    what the client told about itself
 * @param attempts  every upstream attempt, in order
 */
public record Generation(String id, Owner owner, Instant createdAt, Service service, Ending ending, Tokens tokens,
        Cost cost, Timing timing, Client client, List<Attempt> attempts) {

    public Generation {
        if (!id.startsWith("gen-")) {
            throw new IllegalArgumentException("generation id \"" + id + "\" does not start with gen-");
        }
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(client, "client");
        attempts = List.copyOf(attempts);
    }

    /** Who pays: the account's id and the hash of the key that was used. */
    public record Owner(String account, String keyHash) {
        public Owner {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(keyHash, "keyHash");
        }
    }

    /**
     * What served the generation.
     *
     * @param api          which API of ours was used
     * @param streamed     whether the client asked for a stream
     * @param model        catalog id of the model that answered, or that was asked for if none did
     * @param providerName display name of the provider, null if none accepted the request
     * @param endpointTag  the catalog's tag of the endpoint
     * @param upstreamId   the provider's own id of its answer
     * @param router       the routing model that the client named, such as {@code openrouter/auto}
     * @param serviceTier  the tier that the provider reported
     */
    public record Service(ApiType api, boolean streamed, String model, @Nullable String providerName,
            @Nullable String endpointTag, @Nullable String upstreamId, @Nullable String router,
            @Nullable String serviceTier) {
        public Service {
            Objects.requireNonNull(api, "api");
            Objects.requireNonNull(model, "model");
        }
    }

    /**
     * How a generation ended.
     *
     * @param cancelled          whether the client left before the end
     * @param finishReason       normalised: stop, length, tool_calls, content_filter or error
     * @param nativeFinishReason as the provider said it
     */
    public record Ending(boolean cancelled, @Nullable String finishReason, @Nullable String nativeFinishReason) {}

    /**
     * What a generation used, as the provider counts it.
     *
     * @param prompt           tokens of the prompt, cached ones included
     * @param completion       tokens of the answer, reasoning included
     * @param reasoning        tokens spent on reasoning
     * @param cacheRead        prompt tokens that came from the provider's cache
     * @param cacheWrite       prompt tokens that were written to the provider's cache
     * @param completionImages tokens of images in the answer
     * @param media            things that are counted by the piece
     * @param nativeUsage      the provider's usage object, as JSON
     * @param estimated        whether we counted because the provider did not say
     * @param clamped          whether the provider said something absurd that was cut to bounds
     */
    public record Tokens(long prompt, long completion, long reasoning, long cacheRead, long cacheWrite,
            long completionImages, Media media, @Nullable String nativeUsage, boolean estimated, boolean clamped) {

        /** Nothing was used. */
        public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0, 0, Media.NONE, null, false, false);

        public Tokens {
            Objects.requireNonNull(media, "media");
            if (prompt < 0 || completion < 0 || reasoning < 0 || cacheRead < 0 || cacheWrite < 0
                    || completionImages < 0) {
                throw new IllegalArgumentException("negative token count; clamp before recording");
            }
        }
    }

    /** Pieces: images and files in the prompt, audio in the prompt, media in the answer, search results, fetches. */
    public record Media(int prompt, int audioPrompt, int completion, int searchResults, int fetches) {

        /** Text only. */
        public static final Media NONE = new Media(0, 0, 0, 0, 0);
    }

    /**
     * What a generation cost.
     *
     * @param total         what the account is charged
     * @param upstream      what the provider charges us, if that is known
     * @param cacheDiscount what the provider's cache saved; negative where writing to it cost extra
     */
    public record Cost(Money total, @Nullable Money upstream, @Nullable Money cacheDiscount) {

        /** Nothing was charged. */
        public static final Cost NONE = new Cost(Money.ZERO, null, null);

        public Cost {
            Objects.requireNonNull(total, "total");
        }
    }

    /** How long it took, from admission: to the first content (null if there was none), and to the end. */
    public record Timing(@Nullable Duration latency, Duration generation) {
        public Timing {
            Objects.requireNonNull(generation, "generation");
        }
    }

    /**
     * What the client told about itself.
     *
     * @param origin       the {@code Origin} header
     * @param referer      the {@code HTTP-Referer} header
     * @param title        the app's title
     * @param userAgent    the {@code User-Agent} header
     * @param externalUser the request's {@code user}
     * @param sessionId    what groups generations
     */
    public record Client(@Nullable String origin, @Nullable String referer, @Nullable String title,
            @Nullable String userAgent, @Nullable String externalUser, @Nullable String sessionId) {

        /** Nothing was told. */
        public static final Client UNKNOWN = new Client(null, null, null, null, null, null);
    }

    /**
     * One attempt at one endpoint.
     *
     * @param providerName display name of the provider
     * @param endpointTag  the catalog's tag of the endpoint
     * @param model        canonical slug of the model
     * @param status       the provider's HTTP status, null if it did not answer
     * @param error        why it failed, in our terms; null if it served
     * @param upstreamId   the provider's own id of its answer
     * @param latency      from sending to its first content or its failure
     */
    public record Attempt(String providerName, @Nullable String endpointTag, String model, @Nullable Integer status,
            @Nullable String error, @Nullable String upstreamId, Duration latency) {
        public Attempt {
            Objects.requireNonNull(providerName, "providerName");
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(latency, "latency");
        }
    }
}
