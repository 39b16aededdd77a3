package dev.interline.config;

/**
 * How long records are kept. Not among them are the ledger and the sums of each day, which stay for good.
 *
 * @param generations the records of single generations, and feedback on them
 */
public record Keep(@Default("90d") Age generations) {}
