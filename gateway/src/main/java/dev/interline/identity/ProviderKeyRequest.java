package dev.interline.identity;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A provider key to be made.
 *
 * @param account id of the account
 * @param provider slug of the provider
 * @param place where it may be used
 * @param position see {@link ProviderKeySettings#sortOrder}; empty: behind those that are there
 */
public record ProviderKeyRequest(String account, String provider, Place place, OptionalInt position,
        ProviderKeySettings settings) {

    /** Where a provider key may be used. */
    public sealed interface Place {
        /** In one workspace, given by id or slug; if that is empty, in the default one. */
        record Workspace(Optional<String> idOrSlug) implements Place {}

        /** In all workspaces of the account. */
        record Everywhere() implements Place {}
    }
}
