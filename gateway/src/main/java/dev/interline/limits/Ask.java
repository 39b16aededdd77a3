package dev.interline.limits;

/**
 * One request, as far as its limits go.
 *
 * @param free whether a free model may answer it
 * @param credited whether its account was ever credited enough for the higher limit on free models
 */
record Ask(RateLimits limits, Asker asker, boolean free, boolean credited) {}
