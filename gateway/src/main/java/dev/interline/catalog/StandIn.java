package dev.interline.catalog;

import dev.interline.exchange.Vendor;
import java.util.List;
import java.util.function.Predicate;

/**
 * A vendor inside this process that can answer in the place of real ones.
 *
 * <p>Its {@code serve} setting ({@code providers.<slug>.serve}) decides: {@code auto}, it serves every model while no
 * real vendor is configured and the server is bound to loopback, and only its own otherwise; {@code always}, every
 * model, last in order; {@code never}, none. A self-hosted upstream that was found by itself is not configured.
 *
 * @param vendor who it is; it needs neither address nor credential
 * @param models models of its own
 * @param replaces which models it can answer for
 */
public record StandIn(Vendor vendor, List<Model> models, Predicate<Model> replaces) {
    /** One that answers for all models that write text. */
    public StandIn(Vendor vendor, List<Model> models) {
        this(vendor, models, Model::writesText);
    }

    public StandIn {
        models = List.copyOf(models);
    }
}
