package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Manager;
import dev.interline.it.harness.TestGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What accounts may spend, and how they get more. */
class CreditsIT {
    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("accounts: {default-credits: 10}").forClass();

    private static Manager operator;

    @BeforeAll
    static void makeManager() {
        operator = Manager.of(GATEWAY, "default");
    }

    private static Manager customer(String name) {
        GATEWAY.run("accounts", "create", name, "--credits", "5");
        return Manager.of(GATEWAY, name);
    }

    private static JsonNode credits(Manager manager) {
        return manager.get("/credits").json().path("data");
    }

    @Test
    void areToldToAnyKeyOfTheAccount() {
        var own = operator.as(TestGateway.KEY, "GET", "/credits", "").json().path("data");
        assertThat(own).isEqualTo(credits(operator));
        assertThat(own.path("total_credits").decimalValue().subtract(own.path("total_usage").decimalValue()))
                .isEqualByComparingTo(own.path("remaining_credits").decimalValue());
    }

    @Test
    void areAddedByTheOperatorToAnyAccount() {
        var customer = customer("paying");
        var added = operator.post("/credits", "{\"account\":\"paying\",\"amount\":2.5,\"note\":\"invoice 7\"}");
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        assertThat(credits(customer).path("total_credits").decimalValue()).isEqualByComparingTo("7.5");
        assertThat(GATEWAY.run("ledger", "verify").exitCode()).isZero();
    }

    @Test
    void areNotAddedByAnybodyElse() {
        var customer = customer("greedy");
        assertThat(customer.post("/credits", "{\"amount\":1000}").status()).isEqualTo(403);
        assertThat(operator.as(TestGateway.KEY, "POST", "/credits", "{\"amount\":1}").status()).isEqualTo(403);
        assertThat(credits(customer).path("total_credits").decimalValue()).isEqualByComparingTo("5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"amount\":\"5\"}", "{\"amount\":1e30}", "{\"amount\":1,\"account\":7}",
            "{\"amount\":1,\"sum\":2}"})
    void areNotAddedByBadInput(String json) {
        var before = credits(operator).path("total_credits");
        assertThat(operator.post("/credits", json).status()).isEqualTo(400);
        assertThat(credits(operator).path("total_credits")).isEqualTo(before);
    }

    @Test
    void comeFromCodesThatAreRedeemedOnce() {
        var customer = customer("lucky");
        var code = GATEWAY.run("codes", "create", "3.25", "--note", "spring").printed();
        var redeemed = customer.post("/credits/redeem", "{\"code\":\" " + code.toLowerCase(java.util.Locale.ROOT)
                + "\"}");
        assertThat(redeemed.status()).as(redeemed.text()).isEqualTo(200);
        assertThat(redeemed.json().at("/data/redeemed").decimalValue()).isEqualByComparingTo("3.25");
        assertThat(redeemed.json().at("/data/total_credits").decimalValue()).isEqualByComparingTo("8.25");
        assertThat(customer.post("/credits/redeem", "{\"code\":\"" + code + "\"}").status()).isEqualTo(400);
        assertThat(customer.post("/credits/redeem", "{\"code\":\"AAAAA\"}").status()).isEqualTo(404);
        assertThat(credits(customer).path("total_credits").decimalValue()).isEqualByComparingTo("8.25");
        assertThat(GATEWAY.run("codes", "list").printed()).contains("spring").doesNotContain(code);
    }

    @Test
    void areNotSoldForCoins() {
        var gone = GATEWAY.post("/api/v1/credits/coinbase", "{}");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.json().at("/error/code").asInt()).isEqualTo(410);
    }
}
