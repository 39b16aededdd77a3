package dev.interline.config;

/**
 * What the catalog finds out by itself.
 *
 * @param discover whether the models of self-hosted upstreams are read from their own lists
 * @param ollama whether an Ollama on this machine is looked for
 */
public record Discovery(@Default("true") boolean discover, @Default("true") boolean ollama) {}
