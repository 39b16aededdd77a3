package dev.interline.relay;

import dev.interline.exchange.Fault;
import dev.interline.exchange.Money;
import dev.interline.exchange.Wire;
import dev.interline.generations.Generation;

/** Hears what the relay does, to count it. Called from all event loops; must be quick and must not throw. */
public interface Traffic {
    /** A request was taken over. */
    void opened(Wire wire);

    /** The request is over, however it ended. */
    void closed(Wire wire);

    /** An attempt failed. */
    void upstreamFailed(String provider, Fault fault);

    /**
     * Of two endpoints that were asked at the same time one is given up.
     *
     * @param provider whose it is
     * @param second whether it was asked second
     * @param cost to the house
     */
    void outrun(String provider, boolean second, Money cost);

    /** A generation was settled. */
    void served(Generation generation);
}
