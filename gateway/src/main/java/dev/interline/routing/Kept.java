package dev.interline.routing;

/**
 * Where a conversation was served before.
 *
 * @param tag of the endpoint; empty if nowhere
 * @param named whether the client named the conversation; it then stays there as long as nothing speaks against it
 * @param cached the share of its prompt that the provider's cache is likely to have, from 0 to 1
 */
record Kept(String tag, boolean named, double cached) {
    static final Kept NOWHERE = new Kept("", false, 0);
}
