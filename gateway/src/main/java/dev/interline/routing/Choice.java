package dev.interline.routing;

import dev.interline.catalog.Endpoint;

/** An endpoint in its place among those that may serve a request, and why it stands there. */
public record Choice(Endpoint endpoint, Reason reason) {}
