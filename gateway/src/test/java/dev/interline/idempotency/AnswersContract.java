package dev.interline.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.idempotency.Answers.Begun;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of calls that have names, on every database. */
abstract class AnswersContract {
    private static final byte[] BODY = "{\"model\":\"a/b\"}".getBytes(StandardCharsets.UTF_8);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T12:00:00Z"));
    private long size = 1 << 20;
    private Store store;
    private Answers answers;

    abstract Database database();

    @BeforeEach
    void open() {
        store = Store.open(database());
        answers = Answers.open(store, now::get, () -> new Answers.Bounds(Duration.ofHours(24), size));
    }

    @AfterEach
    void close() {
        answers.close();
        store.close();
    }

    private void restart() {
        answers.close();
        answers = Answers.open(store, now::get, () -> new Answers.Bounds(Duration.ofHours(24), size));
    }

    private static CallName call(String name) {
        return CallName.of("acc_1", "hash", "chat/completions", name, BODY, BODY.length);
    }

    private Answers.Ticket begin(String name) {
        return ((Begun.Fresh) answers.begin(call(name))).ticket();
    }

    private static KeptAnswer answer(String text) {
        return new KeptAnswer("gen-1-x", "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private String kept(String name) {
        return answers.find(call(name)).map(found -> new String(found.body(), StandardCharsets.UTF_8)).orElse("");
    }

    @Test
    void isMadeOnceAndItsAnswerOutlivesTheServer() {
        begin("one").keep(answer("Hello"));
        assertThat(answers.begin(call("one"))).isInstanceOf(Begun.Answered.class);
        assertThat(kept("one")).isEqualTo("Hello");
        restart();
        assertThat(answers.begin(call("one"))).isInstanceOf(Begun.Answered.class);
        assertThat(kept("one")).isEqualTo("Hello");
        assertThat(answers.find(call("one")).orElseThrow().generation()).isEqualTo("gen-1-x");
    }

    @Test
    void isNotMadeTwiceAtOnce() {
        var ticket = begin("one");
        assertThat(answers.begin(call("one"))).isInstanceOf(Begun.Running.class);
        ticket.over();
        assertThat(answers.begin(call("one"))).isInstanceOf(Begun.Fresh.class);
    }

    @Test
    void isAnsweredAgainWhenItsClientLeftTooEarly() {
        var ticket = begin("one");
        ticket.over();
        ticket.keep(answer("Hello"));
        assertThat(answers.begin(call("one"))).isInstanceOf(Begun.Answered.class);
        assertThat(kept("one")).isEqualTo("Hello");
    }

    @Test
    void isAnsweredByTheLaterOfTwoThatWereBegun() {
        var early = begin("one");
        early.over();
        var late = begin("one");
        early.keep(answer("early"));
        assertThat(answers.begin(call("one"))).isInstanceOf(Begun.Running.class);
        late.keep(answer("late"));
        restart();
        assertThat(kept("one")).isEqualTo("late");
    }

    @Test
    void isNotTakenForAnother() {
        var other = CallName.of("acc_1", "hash", "chat/completions", "one", new byte[]{'{', '}'}, 2);
        begin("one");
        assertThat(answers.begin(other)).isInstanceOf(Begun.Other.class);
        assertThat(answers.begin(CallName.of("acc_2", "hash", "chat/completions", "one", BODY, BODY.length)))
                .isInstanceOf(Begun.Fresh.class);
        assertThat(answers.begin(CallName.of("acc_1", "hash", "messages", "one", BODY, BODY.length)))
                .isInstanceOf(Begun.Fresh.class);
    }

    @Test
    void mayBeMadeAgainAfterADay() {
        begin("one").keep(answer("Hello"));
        now.set(now.get().plus(Duration.ofHours(25)));
        var again = answers.begin(call("one"));
        assertThat(again).isInstanceOf(Begun.Fresh.class);
        ((Begun.Fresh) again).ticket().keep(answer("Hello again"));
        restart();
        assertThat(kept("one")).isEqualTo("Hello again");
    }

    @Test
    void isForgottenWhenThereAreTooMany() {
        size = 1000;
        for (int i = 0; i < 10; i++) {
            begin("call " + i).keep(answer("x".repeat(300)));
            now.set(now.get().plusSeconds(1));
        }
        restart();
        restart();
        assertThat(answers.begin(call("call 0"))).isInstanceOf(Begun.Fresh.class);
        assertThat(answers.begin(call("call 9"))).isInstanceOf(Begun.Answered.class);
        assertThat(kept("call 9")).hasSize(300);
    }
}
