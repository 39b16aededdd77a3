package dev.interline.generations;

import dev.interline.exchange.Cost;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The record of one generation: what was asked, who served it, what it used and what it cost. One request of a client
 * makes exactly one, however many upstreams were tried. Never holds a prompt, an answer or a secret.
 *
 * @param id {@code gen-<unix seconds>-<20 alphanumerics>}; settling the same id twice charges once
 * @param owner who pays
 * @param createdAt when the request was admitted; its cost counts into this instant's UTC day
 * @param service what served it
 * @param ending how it ended
 * @param consumption what it used
 * @param charge what it cost
 * @param timing how long it took
 * @param client what the client told about itself
 * @param attempts every upstream attempt, in order
 */
public record Generation(String id, Owner owner, Instant createdAt, Service service, Ending ending,
        Consumption consumption, Charge charge, Timing timing, Client client, List<Attempt> attempts) {
    public Generation {
        if (!id.startsWith("gen-")) {
            throw new IllegalArgumentException("generation id \"" + id + "\" does not start with gen-");
        }
        attempts = List.copyOf(attempts);
    }

    /** Who pays: the ids of the account and of the workspace, and the hash of the key that was used. */
    public record Owner(String account, String workspace, String keyHash) {
        public Owner {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(workspace, "workspace");
            Objects.requireNonNull(keyHash, "keyHash");
        }
    }

    /**
     * What served the generation.
     *
     * @param api which kind of API of ours was used
     * @param streamed whether the client asked for a stream
     * @param model catalog id of the model that answered, or that was asked for if none did
     * @param providerName display name of the provider, if one accepted the request
     * @param endpointTag the catalog's tag of the endpoint
     * @param upstreamId the provider's own id of its answer
     * @param router the routing model that the client named, such as {@code openrouter/auto}
     * @param serviceTier the tier that the provider reported
     */
    public record Service(ApiType api, boolean streamed, String model, Optional<String> providerName,
            Optional<String> endpointTag, Optional<String> upstreamId, Optional<String> router,
            Optional<String> serviceTier) {}

    /**
     * How a generation ended.
     *
     * @param cancelled whether the client left before the end
     * @param finishReason why the answer ended
     * @param nativeFinishReason the same as the provider said it
     */
    public record Ending(boolean cancelled, Optional<FinishReason> finishReason,
            Optional<String> nativeFinishReason) {}

    /**
     * What a generation used.
     *
     * @param usage judged token counts
     * @param media what is counted by the piece
     * @param nativeUsage the provider's usage object as it wrote it: one JSON value
     * @param estimated whether we counted, because the provider did not say
     * @param clamped whether the provider said something absurd that was cut to bounds
     */
    public record Consumption(Usage usage, Media media, Optional<String> nativeUsage, boolean estimated,
            boolean clamped) {
        /** Nothing was used. */
        public static final Consumption NONE =
                new Consumption(Usage.NONE, Media.NONE, Optional.empty(), false, false);
    }

    /** Pieces: media in the prompt, of these audio, media in the answer, search results, fetched pages. */
    public record Media(int prompt, int audioPrompt, int completion, int searchResults, int fetches) {
        /** Text only. */
        public static final Media NONE = new Media(0, 0, 0, 0, 0);
    }

    /**
     * What a generation cost.
     *
     * @param cost what the account is charged, and its parts
     * @param upstream what the provider charges for it, if that is another amount
     * @param byok whether the caller's own account at the provider served, and pays {@code upstream}
     * @param overrun what it cost beyond what was held for it, and what attempts cost that others outran; the house's, or that of the
     *        caller's own account
     */
    public record Charge(Cost cost, Optional<Money> upstream, boolean byok, Money overrun) {
        /** Nothing was charged. */
        public static final Charge NONE = new Charge(Cost.FREE, Optional.empty(), false, Money.ZERO);

        /** What the caller's own account at the provider pays. */
        public Money own() {
            return byok ? upstream.orElse(Money.ZERO) : Money.ZERO;
        }
    }

    /** How long it took, from admission: to the first content, if there was any, and to the end. */
    public record Timing(Optional<Duration> latency, Duration total) {}

    /**
     * What the client told about itself.
     *
     * @param origin the {@code Origin} header
     * @param referer the {@code HTTP-Referer} header
     * @param title the app's title
     * @param categories the {@code X-OpenRouter-Categories} header
     * @param userAgent the {@code User-Agent} header
     * @param user the request's {@code user}
     * @param sessionId what groups generations
     */
    public record Client(Optional<String> origin, Optional<String> referer, Optional<String> title,
            Optional<String> categories, Optional<String> userAgent, Optional<String> user,
            Optional<String> sessionId) {
        /** Nothing was told. */
        public static final Client SILENT = new Client(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * One attempt at one endpoint.
     *
     * @param providerName display name of the provider
     * @param endpointTag the catalog's tag of the endpoint
     * @param model the catalog's id of the model
     * @param status the provider's HTTP status; 0 if it never answered
     * @param fault why it failed, in our terms; empty if it served
     * @param upstreamId the provider's own id of its answer
     * @param byok whether it was made with the caller's own account at the provider
     * @param latency from the start of the attempt to its first content or its failure
     */
    public record Attempt(String providerName, Optional<String> endpointTag, String model, int status,
            Optional<String> fault, Optional<String> upstreamId, boolean byok, Duration latency) {}
}
