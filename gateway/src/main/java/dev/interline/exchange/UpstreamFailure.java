package dev.interline.exchange;

import java.time.Duration;
import java.util.Optional;

/**
 * How an upstream failed, in its own words.
 *
 * @param fault which way
 * @param status HTTP status of the upstream, or the status that its in-band error stands for; 0 without one
 * @param message the upstream's message, or ours when it gave none; safe to show
 * @param code the upstream's error code or type, as it wrote it
 * @param raw the upstream's body, cut to 4 KB
 * @param retryAfter how long the upstream asked to be left alone
 */
public record UpstreamFailure(Fault fault, int status, String message, Optional<String> code, Optional<String> raw,
        Optional<Duration> retryAfter) {
    private static final int RAW_LIMIT = 4096;

    public UpstreamFailure {
        raw = raw.map(text -> text.length() <= RAW_LIMIT ? text : text.substring(0, RAW_LIMIT));
    }

    /** A failure that we noticed ourselves. */
    public static UpstreamFailure of(Fault fault, String message) {
        return new UpstreamFailure(fault, 0, message, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, should the upstream have repeated what opens it. */
    public UpstreamFailure hiding(Optional<Credential> credential) {
        return credential.isEmpty() ? this
                : new UpstreamFailure(fault, status, credential.get().hiddenIn(message),
                        code.map(credential.get()::hiddenIn), raw.map(credential.get()::hiddenIn), retryAfter);
    }

    /**
     * What the client is told when no other endpoint helped (OpenRouter: {@code metadata.provider_name, raw,
     * error_type, provider_code}). Only what a provider brought about names one; a fault of our own is told without its
     * circumstances (OpenRouter: masked 500).
     *
     * @param provider display name of the provider
     */
    public Problem toProblem(String provider) {
        if (fault == Fault.INTERNAL) {
            return Problem.of(fault.type(), "Internal Server Error");
        }
        if (fault.isOurs()) {
            return Problem.of(fault.type(), message);
        }
        Problem problem = Problem.of(fault.type(), message)
                .with("provider_name", provider)
                .with("provider", provider);
        if (raw.isPresent()) {
            problem = problem.with("raw", raw.get()).with("raw_error", raw.get());
        }
        if (code.isPresent()) {
            problem = problem.with("provider_code", code.get());
        }
        return retryAfter.isPresent() ? problem.withRetryAfter(retryAfter.get()) : problem;
    }
}
