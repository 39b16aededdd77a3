package dev.interline.config;

import java.time.Duration;

/**
 * Responses that are kept, with what was asked, so that their clients can read them and go on from them.
 *
 * @param enabled whether any are; if not, every request brings its whole conversation
 * @param keepFor how long
 * @param maxSize one of them, with all of its input; larger ones are not kept
 * @param maxPerAccount how many of one account; the oldest go first
 */
public record ResponsesStore(@Default("false") boolean enabled, @Default("30d") Duration keepFor,
        @Default("4MB") Size maxSize, @Default("10000") int maxPerAccount) {
    public ResponsesStore {
        new Checks().between("keep-for", keepFor, Duration.ofHours(1), Duration.ofDays(3650))
                .between("max-size", maxSize, Size.kilobytes(1), Size.megabytes(64))
                .between("max-per-account", maxPerAccount, 1, 10_000_000).done();
    }
}
