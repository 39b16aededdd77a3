package dev.interline.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Looks at the JVM and the clock. */
final class MachineCheck {
    private static final Duration TOLERABLE = Duration.ofSeconds(30);

    private MachineCheck() {}

    static Finding jdk() {
        var version = System.getProperty("java.runtime.version");
        return Runtime.version().feature() >= 25 ? Finding.ok("jdk", version)
                : Finding.fail("jdk", version + "; 25 or newer is needed");
    }

    static Finding aotCache() {
        return switch (AotCache.state()) {
            case USED -> Finding.ok("aot-cache", "in use");
            case REJECTED -> Finding.warn("aot-cache",
                    "dropped by the JVM because it does not fit; start through ./interline to make it anew");
            case ABSENT -> Finding.warn("aot-cache", "not in use, so starts are slower; start through ./interline");
        };
    }

    /** The clock against those of the providers that answered, which the Date header tells to the second. */
    static Finding clock(Instant now, List<Instant> others) {
        if (now.atOffset(ZoneOffset.UTC).getYear() < 2025) {
            return Finding.fail("clock", now + "; set the clock");
        }
        Optional<Duration> least = others.stream().map(other -> Duration.between(other, now).abs()).sorted()
                .findFirst();
        return least.map(skew -> skew.compareTo(TOLERABLE) <= 0 ? Finding.ok("clock", "agrees with the providers'")
                : Finding.warn("clock", skew.toSeconds() + " seconds off the providers'; synchronise it"))
                .orElseGet(() -> Finding.ok("clock", "not checked, since no provider told the time"));
    }
}
