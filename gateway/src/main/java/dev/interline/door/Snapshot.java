package dev.interline.door;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.api.ModelsApi;
import dev.interline.config.Config;
import dev.interline.limits.RateLimits;

/** What is configured and known at one moment. A request keeps the snapshot with which it was admitted. */
public record Snapshot(Config config, Catalog catalog, ModelsApi models, RateLimits rates) {}
