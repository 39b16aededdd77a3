package dev.interline.admin;

import dev.interline.exchange.Money;
import java.time.Instant;
import java.util.Optional;

/** Something that an administrator wants done. */
public sealed interface Request {

    /** A new account; without credits it is unmetered. */
    record CreateAccount(String name, Optional<Money> credits) implements Request {}

    /** All accounts. */
    record ListAccounts() implements Request {}

    /** More credits for an account, given by name or id; fewer, if the amount is negative. */
    record CreditAccount(String account, Money amount) implements Request {}

    /** A new key of an account, given by name or id. */
    record CreateKey(String name, String account, Optional<Instant> expiresAt) implements Request {}

    /** All keys, without their secrets. */
    record ListKeys() implements Request {}

    /** A key switched off; given by itself, its hash or its label. */
    record DisableKey(String key) implements Request {}

    /** A key deleted; given by itself, its hash or its label. */
    record DeleteKey(String key) implements Request {}
}
