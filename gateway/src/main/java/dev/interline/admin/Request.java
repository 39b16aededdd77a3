package dev.interline.admin;

import dev.interline.exchange.Money;
import dev.interline.identity.KeyRequest;
import java.util.Optional;

/** Something that an administrator wants done. Accounts are given by name or id, keys by themselves, hash or label. */
public sealed interface Request {

    /** A new account; without credits it is unmetered. */
    record CreateAccount(String name, Optional<Money> credits) implements Request {}

    /** All accounts. */
    record ListAccounts() implements Request {}

    /** More credits for an account; fewer, if the amount is negative. */
    record CreditAccount(String account, Money amount, String note) implements Request {}

    /** A new key of an account. */
    record CreateKey(KeyRequest key) implements Request {}

    /** All keys, without their secrets. */
    record ListKeys() implements Request {}

    /** A key switched off. */
    record DisableKey(String key) implements Request {}

    /** A key deleted. */
    record DeleteKey(String key) implements Request {}
}
