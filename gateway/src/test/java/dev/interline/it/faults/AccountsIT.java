package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Manager;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Upstreams that have enough of an account, and what a request that was sent on has cost in the end. */
class AccountsIT {
    private static final House HOUSE = new House("busy", "backoff", "three", "own");

    @RegisterExtension
    static final TestGateway GATEWAY = HOUSE.gateway();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Row(1)
    @TestFactory
    Stream<DynamicTest> whoAsksToBeLeftAloneIs() {
        return HOUSE.each(one -> {
            HOUSE.first.otherwise(Script.error(429, "slow down", "Retry-After", "40"));
            for (int i = 0; i < 3; i++) {
                var served = one.ask(GATEWAY, "busy");
                assertThat(served.content()).as(served.text()).isEqualTo("second");
            }
            assertThat(HOUSE.first.requests()).hasSize(1);

            HOUSE.second.forget().otherwise(Script.error(429, "slow down", "Retry-After", "5"));
            var throttled = one.ask(GATEWAY, "busy");
            assertThat(throttled.status()).as(throttled.text()).isEqualTo(429);
            assertThat(throttled.error()).isEqualTo("rate_limit_exceeded");
            assertThat(throttled.retryAfter()).isEqualTo("5");
            assertThat(HOUSE.second.requests()).hasSize(1);

            var nobody = one.ask(GATEWAY, "busy");
            assertThat(nobody.status()).as(nobody.text()).isEqualTo(429);
            assertThat(nobody.error()).isEqualTo("rate_limit_exceeded");
            assertThat(Integer.parseInt(nobody.retryAfter())).isBetween(2, 5);
            assertThat(HOUSE.first.requests()).hasSize(1);
            assertThat(HOUSE.second.requests()).hasSize(1);
        });
    }

    @Row(1)
    @TestFactory
    Stream<DynamicTest> anAccountOfOnesOwnIsAnother() {
        var manager = Manager.of(GATEWAY, "default");
        manager.post("/workspaces", "{\"name\":\"Own\",\"slug\":\"own\"}");
        var key = manager.post("/keys", "{\"name\":\"own\",\"workspace_id\":\"own\"}").json().path("key").asString();
        var made = manager.post("/byok",
                "{\"provider\":\"first\",\"key\":\"secret-of-my-own\",\"workspace_id\":\"own\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return HOUSE.each(Case.all().stream().filter(one -> one.client() == Client.CHAT), one -> {
            Script ofTheHouse = Script.error(429, "slow down", "Retry-After", "40");
            HOUSE.first.otherwise((request, to) -> (request.headers().value("Authorization").orElse("")
                    .contains("secret-of-my-own") ? Script.chat("own") : ofTheHouse).play(request, to));
            assertThat(one.ask(GATEWAY, "own").content()).isEqualTo("second");
            for (int i = 0; i < 2; i++) {
                var own = one.ask(GATEWAY, one.body("own", ""), "Authorization", "Bearer " + key, "Content-Type",
                        "application/json");
                assertThat(own.content()).as(own.text()).isEqualTo("own");
            }
        });
    }

    @Row(2)
    @TestFactory
    Stream<DynamicTest> whoSaysNothingOfWhenIsAskedLater() {
        return HOUSE.each(one -> {
            HOUSE.secondServes(one, Script.error(429, "slow down"), "backoff");
            HOUSE.first.otherwise(Script.chat("first"));
            assertThat(one.ask(GATEWAY, "backoff").content()).as("for a second").isEqualTo("second");
            assertThat(HOUSE.first.requests()).hasSize(1);
            assertThat(HOUSE.endpoint(one.model("backoff"), "first").path("status").asInt()).isEqualTo(-1);
        });
    }

    @Row(16)
    @TestFactory
    Stream<DynamicTest> whoIsSentOnTwicePaysOnce() {
        return HOUSE.each(one -> {
            HOUSE.first.otherwise(Script.error(500, "oops"));
            HOUSE.second.otherwise(Script.reset());
            var before = HOUSE.charged();
            var said = one.ask(GATEWAY, "three");
            assertThat(said.content()).as(said.text()).isEqualTo("third");
            var record = HOUSE.record(said);
            var attempts = record.path("provider_responses");
            assertThat(attempts.findValuesAsString("provider")).as("%s", record)
                    .containsExactly("first", "second", "third");
            assertThat(attempts.at("/0/status").asInt()).isEqualTo(500);
            assertThat(attempts.at("/0/error").asString()).isEqualTo("server_error");
            assertThat(attempts.at("/1/status").isNull()).isTrue();
            assertThat(attempts.at("/2/status").asInt()).isEqualTo(200);
            assertThat(record.path("provider_name").asString()).isEqualTo("third");
            assertThat(record.path("total_cost").decimalValue()).isEqualByComparingTo(House.PRICE);
            assertThat(HOUSE.charged().subtract(before)).isEqualByComparingTo(House.PRICE);
        });
    }
}
