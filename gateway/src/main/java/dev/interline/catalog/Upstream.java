package dev.interline.catalog;

import dev.interline.exchange.CredentialForm;
import dev.interline.exchange.OwnKey;
import dev.interline.exchange.Vendor;
import java.util.List;

/**
 * A vendor as this server knows it: who it is, and whether it can be used.
 *
 * @param state whether it can be used, or what is missing
 * @param form how it wants to be told a key
 * @param environment variables that may hold its credential, the first that is set wins
 * @param aliases further names under which requests may mean it
 * @param selfHosted whether an operator runs it, so that no credential is needed and its own list tells its models
 * @param standIn whether it only stands in for others, which are the real ones
 */
public record Upstream(Vendor vendor, State state, CredentialForm form, List<String> environment, List<String> aliases,
        boolean selfHosted, boolean standIn) {

    /** Whether a vendor can be used, or what is missing. */
    public enum State {
        READY,
        /** No API key was found in configuration or environment. */
        NO_CREDENTIAL,
        /** The address is unknown, or a variable in it is not set. */
        NO_ADDRESS,
        /** No provider dialect speaks its wire yet. */
        NO_DIALECT,
        /** The configuration switches it off. */
        DISABLED
    }

    public Upstream {
        environment = List.copyOf(environment);
        aliases = List.copyOf(aliases);
    }

    public boolean ready() {
        return state == State.READY;
    }

    /** Whether it can be used with this key of a caller's own: nothing else is missing. */
    public boolean opensWith(OwnKey key) {
        return key.vendor().equals(slug()) && takesKeys()
                && (ready() || state == State.NO_CREDENTIAL && vendor.baseUrl().isPresent());
    }

    /** Whether callers' own keys are of any use there, when it is configured. */
    public boolean takesKeys() {
        return !standIn && state != State.NO_DIALECT;
    }

    /** The vendor, opened with a key of a caller's own. */
    public Vendor vendor(OwnKey key) {
        return key.open(vendor, form);
    }

    /** The name in requests and configuration. */
    public String slug() {
        return vendor.slug();
    }
}
