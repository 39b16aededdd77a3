package dev.interline.identity;

import dev.interline.exchange.OwnKey;
import java.util.List;

/** The provider keys of callers as the data plane sees them: all in memory, always current, never blocking. */
@FunctionalInterface
public interface OwnKeys {
    /**
     * The keys that this caller may use, in the order in which those of each provider are to be tried. Takes no lock; a
     * change that an administrator was told to be done is seen by every later call.
     */
    List<OwnKey> of(Caller caller);
}
