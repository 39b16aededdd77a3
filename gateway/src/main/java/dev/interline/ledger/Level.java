package dev.interline.ledger;

import dev.interline.exchange.Money;

/**
 * How far a limit is used.
 *
 * @param id of the key (its hash), workspace or account
 * @param account id of the account
 * @param spent in the current period, holds not counted
 * @param since first epoch day of that period
 */
public record Level(String id, String account, Limit limit, Money spent, long since) {}
