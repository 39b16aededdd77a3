package dev.interline.exchange;

import static dev.interline.exchange.ErrorType.CONTENT_POLICY_VIOLATION;
import static dev.interline.exchange.ErrorType.CONTEXT_LENGTH_EXCEEDED;
import static dev.interline.exchange.ErrorType.INVALID_REQUEST;
import static dev.interline.exchange.ErrorType.PAYLOAD_TOO_LARGE;
import static dev.interline.exchange.ErrorType.PROVIDER_OVERLOADED;
import static dev.interline.exchange.ErrorType.PROVIDER_UNAVAILABLE;
import static dev.interline.exchange.ErrorType.RATE_LIMIT_EXCEEDED;
import static dev.interline.exchange.ErrorType.SERVER;

/**
 * Every way in which an attempt can fail: what the client is told if nothing else helps, whether another endpoint may
 * be tried before content was sent, and whether the endpoint is to blame.
 */
public enum Fault {
    /** No TCP or TLS connection. */
    CONNECT(PROVIDER_UNAVAILABLE, true, true),
    /** The connection died before or during the answer. */
    RESET(PROVIDER_UNAVAILABLE, true, true),
    /** No response headers in time. */
    HEADERS_TIMEOUT(ErrorType.TIMEOUT, true, true),
    /** Headers, but no content in time. */
    FIRST_CONTENT_TIMEOUT(ErrorType.TIMEOUT, true, true),
    /** The stream fell silent. */
    IDLE_TIMEOUT(ErrorType.TIMEOUT, true, true),
    /** The deadline over the whole answer, or over all attempts, passed. */
    DEADLINE(ErrorType.TIMEOUT, true, true),
    /** 429: asked to come back later. */
    THROTTLED(RATE_LIMIT_EXCEEDED, true, true),
    /** 503, 529 or an "overloaded" error. */
    OVERLOADED(PROVIDER_OVERLOADED, true, true),
    /** Any other 5xx. */
    SERVER_ERROR(PROVIDER_UNAVAILABLE, true, true),
    /** The upstream refuses the credentials that the operator configured. */
    CREDENTIALS(PROVIDER_UNAVAILABLE, true, true),
    /** The operator's account at the upstream is out of money. */
    ACCOUNT_EMPTY(PROVIDER_UNAVAILABLE, true, true),
    /** The upstream does not know the model or the path. */
    NO_SUCH_MODEL(PROVIDER_UNAVAILABLE, true, true),
    /** The upstream refuses this request; another endpoint may take it (an assistant prefill, a parameter). */
    REFUSED(INVALID_REQUEST, true, false),
    /** The prompt does not fit; an endpoint with more context may serve. */
    CONTEXT_OVERFLOW(CONTEXT_LENGTH_EXCEEDED, true, false),
    /** The request is larger than the upstream accepts. */
    TOO_LARGE(PAYLOAD_TOO_LARGE, true, false),
    /** The upstream's content filter stopped the prompt: no other endpoint of its model is tried, but another model may be. */
    CONTENT_FILTERED(CONTENT_POLICY_VIOLATION, true, false),
    /** Bytes that are not the upstream's wire format. */
    MALFORMED(PROVIDER_UNAVAILABLE, true, true),
    /** A 200 that is no completion: an HTML page, no choices. */
    NOT_AN_ANSWER(PROVIDER_UNAVAILABLE, true, true),
    /** The answer stopped without saying why. */
    TRUNCATED(PROVIDER_UNAVAILABLE, true, true),
    /** This request cannot be said in the upstream's wire format. */
    NOT_EXPRESSIBLE(INVALID_REQUEST, true, false),
    /** A fault of our own. */
    INTERNAL(SERVER, true, false),
    /** The client left; nobody is told. */
    CANCELLED(SERVER, false, false),
    /** Of two endpoints that were asked at the same time the other was faster; nobody is told. */
    HEDGED(SERVER, false, false);

    private final ErrorType type;
    private final boolean mayFailOver;
    private final boolean blamesEndpoint;

    Fault(ErrorType type, boolean mayFailOver, boolean blamesEndpoint) {
        this.type = type;
        this.mayFailOver = mayFailOver;
        this.blamesEndpoint = blamesEndpoint;
    }

    /** What the client is told. */
    public ErrorType type() {
        return type;
    }

    /** Whether another endpoint may be tried, as long as the client has seen no content. */
    public boolean mayFailOver() {
        return mayFailOver;
    }

    /** Whether the same endpoint may do better a moment later: it, or what is between us, broke down for no stated reason. */
    public boolean mayPass() {
        return switch (this) {
            case CONNECT, RESET, OVERLOADED, SERVER_ERROR -> true;
            default -> false;
        };
    }

    /** Whether it was the gateway that said no, not a provider. */
    public boolean isOurs() {
        return this == INTERNAL || this == NOT_EXPRESSIBLE;
    }

    /** Whether this counts against the endpoint's health. */
    public boolean blamesEndpoint() {
        return blamesEndpoint;
    }
}
