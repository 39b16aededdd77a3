package dev.interline.dialect.service;

import tools.jackson.databind.node.ObjectNode;

/** One kind of request of the service. Pure. */
public interface Form {
    /**
     * The chat completion request that a request comes down to.
     *
     * @throws dev.interline.exchange.Rejected when something is missing or wrong, with the path of the field
     */
    ObjectNode chat(Body body);
}
