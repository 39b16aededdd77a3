package dev.interline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.config.Config;
import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How those come in for whom tokens speak, on every database. */
abstract class SubjectsContract extends IdentityContract {
    private static final Optional<String> NO_EMAIL = Optional.empty();

    private Subjects subjects(String newcomers) {
        return identity().subjects(new byte[32], Config.of("jwt: {new-subjects: " + newcomers + "}").jwt());
    }

    private Caller caller(Subjects subjects, String subject) {
        assertThat(identity().keys().find(subjects.keyOf(subject))).isInstanceOf(Lookup.Known.class);
        return ((Lookup.Known) identity().keys().find(subjects.keyOf(subject))).caller();
    }

    private Member member(String account, String subject) {
        return identity().members().list(account).stream()
                .filter(member -> member.profile().subject().equals(Optional.of(subject))).findFirst().orElseThrow();
    }

    @Test
    void refusesNewcomersUnlessToldOtherwise() {
        assertThatThrownBy(() -> subjects("refuse").meet("alice", NO_EMAIL)).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.problem().status()).isEqualTo(401)).hasMessageContaining("\"alice\"");
        assertThat(identity().members().list(account())).isEmpty();
        assertThat(identity().apiKeys().list()).isEmpty();
    }

    @Test
    void givesAMemberAKeyOfItsOwn() {
        var member = identity().members().add(account(), new Member.Profile("alice@example.com", Optional.empty(),
                Optional.empty(), Member.Role.MEMBER, Optional.of("alice")), ADMIN);
        var subjects = subjects("refuse");
        subjects.meet("alice", NO_EMAIL);
        var caller = caller(subjects, "alice");
        assertThat(caller.account()).isEqualTo(account());
        assertThat(caller.creator()).contains(member.id());
        assertThat(caller.keyName()).isEqualTo("Tokens of alice");
        assertThat(caller.management()).isFalse();
        assertThat(ledger().spender(caller.keyHash())).isPresent();
    }

    @Test
    void letsNewcomersJoinAnAccount() {
        var subjects = subjects("join, account: default");
        subjects.meet("alice", Optional.of("alice@example.com"));
        subjects.meet("auth0|b ö\"b", NO_EMAIL);
        assertThat(caller(subjects, "alice").account()).isEqualTo(account());
        assertThat(member(account(), "alice").profile().email()).isEqualTo("alice@example.com");
        assertThat(member(account(), "alice").profile().role()).isEqualTo(Member.Role.MEMBER);
        assertThat(member(account(), "auth0|b ö\"b").profile().email()).matches("[0-9a-f]{16}@subject\\.invalid");
        assertThat(caller(subjects, "alice").keyHash()).isNotEqualTo(caller(subjects, "auth0|b ö\"b").keyHash());
    }

    @Test
    void givesNewcomersAccountsOfTheirOwn() {
        var subjects = subjects("create, credits: 5");
        subjects.meet("alice", NO_EMAIL);
        subjects.meet("default", NO_EMAIL);
        var alice = identity().accounts().get("alice");
        assertThat(alice.credits()).contains(new Money(5_000_000_000L));
        assertThat(caller(subjects, "alice").account()).isEqualTo(alice.id());
        assertThat(member(alice.id(), "alice").profile().role()).isEqualTo(Member.Role.ADMIN);
        assertThat(ledger().spender(caller(subjects, "alice").keyHash()).orElseThrow().left())
                .contains(new Money(5_000_000_000L));
        assertThat(caller(subjects, "default").account()).as("a name that is taken").isNotEqualTo(account());
    }

    @Test
    void takesNobodyOverWhoHasTheAddress() {
        identity().members().add(account(), new Member.Profile("boss@example.com", Optional.empty(), Optional.empty(),
                Member.Role.ADMIN, Optional.empty()), ADMIN);
        subjects("join").meet("mallory", Optional.of("boss@example.com"));
        assertThat(member(account(), "mallory").profile().email()).endsWith("@subject.invalid");
        assertThat(member(account(), "mallory").profile().role()).isEqualTo(Member.Role.MEMBER);
    }

    @Test
    void meetsASubjectOnceHoweverManyRequestsBringIt() throws InterruptedException {
        var subjects = subjects("create");
        var threads = List.of(1, 2, 3, 4, 5, 6, 7, 8).stream()
                .map(_ -> Thread.ofVirtual().start(() -> subjects.meet("alice", NO_EMAIL))).toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(identity().apiKeys().list()).hasSize(1);
        assertThat(identity().accounts().list()).hasSize(2);
    }

    @Test
    void keepsSubjectsOverARestartAndDisabledOnesOut() {
        var subjects = subjects("join");
        subjects.meet("alice", NO_EMAIL);
        identity().apiKeys().change(caller(subjects, "alice").keyHash(), key -> key.withDisabled(true), ADMIN);
        restart();
        subjects("join").meet("alice", NO_EMAIL);
        assertThat(identity().keys().find(subjects.keyOf("alice"))).isInstanceOf(Lookup.Disabled.class);
    }

    @Test
    void tellsNobodyTheKey() {
        var subjects = subjects("join");
        subjects.meet("alice", NO_EMAIL);
        assertThat(identity().apiKeys().list().toString() + audit())
                .doesNotContain(subjects.keyOf("alice").substring("sk-or-v1-".length()));
        assertThat(identity().keys().find("alice")).isInstanceOf(Lookup.Unknown.class);
        var others = identity().subjects("another server's secret, 32 byte".getBytes(StandardCharsets.UTF_8),
                Config.defaults().jwt());
        assertThat(others.keyOf("alice")).isNotEqualTo(subjects.keyOf("alice"));
    }

    @Test
    void refusesToStartWithoutTheAccountToJoin() {
        assertThatThrownBy(() -> subjects("join, account: nobody")).isInstanceOf(Rejected.class)
                .hasMessageContaining("no account \"nobody\"");
    }
}
