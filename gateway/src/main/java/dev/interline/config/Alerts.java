package dev.interline.config;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What operators are told of limits that are nearly used up.
 *
 * @param shares of every limit whose reaching is told, above 0; empty: nothing is
 * @param webhook where it is posted, beside the log
 * @param secret what the posts are signed with
 */
public record Alerts(@Default("0.8, 1") List<BigDecimal> shares, Optional<URI> webhook, Optional<Secret> secret) {
    public Alerts {
        shares = List.copyOf(shares);
        var checks = new Checks();
        shares.forEach(share -> checks.that(share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0, "shares",
                share, "a share of a limit, above 0 and at most 1, such as 0.8"));
        webhook.ifPresent(uri -> checks.that(uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?"),
                "webhook", uri, "an http or https address"));
        checks.done();
    }
}
