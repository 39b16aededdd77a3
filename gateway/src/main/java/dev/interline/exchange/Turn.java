package dev.interline.exchange;

import java.util.List;
import java.util.Optional;

/** One message of a conversation. */
public record Turn(Role role, List<Part> parts, Optional<String> name) {
    public Turn {
        parts = List.copyOf(parts);
    }
}
