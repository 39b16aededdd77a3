package dev.interline.admin;

import dev.interline.exchange.Money;
import dev.interline.identity.KeyRequest;
import dev.interline.identity.Member;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Something that an administrator wants done. Accounts are given by name or id, keys by themselves, hash or label. */
public sealed interface Request {

    /** A new account; without credits it is unmetered. */
    record CreateAccount(String name, Optional<Money> credits) implements Request {}

    /** All accounts. */
    record ListAccounts() implements Request {}

    /** More credits for an account; fewer, if the amount is negative. */
    record CreditAccount(String account, Money amount, String note) implements Request {}

    /** A new code that is worth credits. */
    record CreateCode(Money amount, String note, Optional<Instant> expiresAt) implements Request {}

    /** All codes, without themselves. */
    record ListCodes() implements Request {}

    /** A backup, in a folder that does not exist yet. */
    record Backup(Path target) implements Request {}

    /** The whole book gone through. */
    record VerifyLedger() implements Request {}

    /** A new member of an account. */
    record AddMember(String account, Member.Profile profile) implements Request {}

    /** The members of an account. */
    record ListMembers(String account) implements Request {}

    /** A member removed from its account, by id. */
    record RemoveMember(String account, String id) implements Request {}

    /** A new key of an account. */
    record CreateKey(KeyRequest key) implements Request {}

    /** All keys, without their secrets. */
    record ListKeys() implements Request {}

    /** A key switched off. */
    record DisableKey(String key) implements Request {}

    /** A key deleted. */
    record DeleteKey(String key) implements Request {}
}
