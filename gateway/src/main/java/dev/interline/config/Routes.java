package dev.interline.config;

/**
 * Which endpoint of a model is asked first, where a request does not say.
 *
 * @param order by what
 */
public record Routes(@Default("balanced") Order order) {
    /** By what endpoints are ordered. */
    public enum Order {
        /** Traffic is spread, the cheaper the more, and kept from endpoints that had an outage. */
        BALANCED,
        /** The cheapest is always asked first, equal prices in the order of the configuration, whatever happened before. */
        CHEAPEST
    }
}
