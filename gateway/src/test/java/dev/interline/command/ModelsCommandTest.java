package dev.interline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ModelsCommandTest {
    private static final String MODELS = """
            {"data":[
             {"id":"acme/large","name":"Acme: Large","context_length":128000,
              "pricing":{"prompt":"0.000001","completion":"0.0000025"}},
             {"id":"acme/auto","name":"Router","context_length":null,"pricing":{"prompt":"-1","completion":"-1"}},
             {"id":"other/free","name":"Free","context_length":8192,"pricing":{"prompt":"0","completion":"0"}}]}""";

    private CannedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsModelsWithTheirPricesPerMillionTokens() {
        server.on("/api/v1/models", CannedServer.json(200, MODELS));

        var typed = Typed.interline("models", "--url", server.url());

        assertThat(typed.code()).isZero();
        assertThat(typed.out().lines()).containsExactly(
                "MODEL       CONTEXT  $/M IN  $/M OUT  NAME",
                "acme/large   128000       1      2.5  Acme: Large",
                "acme/auto         -  varies   varies  Router",
                "other/free     8192       0        0  Free");
    }

    @Test
    void findsInIdsAndNamesWhateverTheirCase() {
        server.on("/api/v1/models", CannedServer.json(200, MODELS));

        assertThat(Typed.interline("models", "--url", server.url() + "/api/v1/", "--search", "ACME").out().lines())
                .hasSize(3);
        assertThat(Typed.interline("models", "--url", server.url(), "--search", "nothing").err().strip())
                .isEqualTo("no model holds 'nothing'");
    }

    @Test
    void printsJsonAsTheApiDoes() {
        server.on("/api/v1/models", CannedServer.json(200, MODELS));

        var typed = Typed.interline("models", "--url", server.url(), "--json", "--search", "free");

        assertThat(JsonMapper.shared().readTree(typed.out()).at("/data/0/id").asString()).isEqualTo("other/free");
    }

    @Test
    void saysInOneLineWhatTheServerRefused() {
        server.on("/api/v1/models", CannedServer.json(503, "{\"error\":{\"message\":\"Not ready\"}}"));

        var typed = Typed.interline("models", "--url", server.url());

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err().strip())
                .isEqualTo("interline: 503 Not ready, " + server.url() + "/api/v1, try again later");
    }

    @Test
    void saysInOneLineThatNoServerAnswers() {
        server.close();

        var typed = Typed.interline("models", "--url", server.url());

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err().strip()).isEqualTo("interline: no server answers, " + server.url()
                + "/api/v1, start one with 'interline serve' or name another with --url");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        var typed = Typed.interline("models", "--url", "localhost:8080");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err().strip()).isEqualTo("interline: not an http or https address, --url localhost:8080, "
                + "write it as http://127.0.0.1:8080");
    }
}
