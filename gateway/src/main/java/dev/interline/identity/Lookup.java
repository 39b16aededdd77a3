package dev.interline.identity;

import java.util.Objects;

/** What became of a presented API key. Everything but {@link Known} is a 401. */
public sealed interface Lookup {

    /** The key is valid now. */
    record Known(Caller caller) implements Lookup {
        public Known {
            Objects.requireNonNull(caller, "caller");
        }
    }

    /** No such key: never made, deleted, or not a key at all. */
    record Unknown() implements Lookup {}

    /** The key exists and its owner switched it off. */
    record Disabled() implements Lookup {}

    /** The key exists and its time has passed. */
    record Expired() implements Lookup {}
}
