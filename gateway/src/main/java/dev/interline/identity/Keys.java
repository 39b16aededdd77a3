package dev.interline.identity;

/** The API keys as the data plane sees them: all in memory, always current, never blocking. */
@FunctionalInterface
public interface Keys {

    /**
     * Tells who presents this key. Costs at most one SHA-256 and takes no lock; a change that an administrator was told
     * to be done is seen by every later call.
     *
     * @param presented what the client sent, without {@code Bearer}
     */
    Lookup find(String presented);
}
