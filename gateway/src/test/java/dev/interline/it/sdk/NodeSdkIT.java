package dev.interline.it.sdk;

import dev.interline.it.harness.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official npm clients: what they are used for is told in {@code src/test/sdk}, a file for each. */
@Tag("sdk")
class NodeSdkIT {
    @RegisterExtension
    static final SdkGateway UPSTREAMS = new SdkGateway();
    @RegisterExtension
    static final SdkGateway STORING = new SdkGateway("responses: {store: {enabled: true}}");

    @ParameterizedTest
    @ValueSource(strings = {"openai", "responses", "openrouter", "anthropic", "ai-sdk", "langchain"})
    void works(String client) throws Exception {
        run(UPSTREAMS, client);
    }

    /** What clients send when they rely on OpenAI's memory, which is on unless they say otherwise. */
    @Test
    void worksWithKeptResponses() throws Exception {
        run(STORING, "stored");
    }

    private static void run(SdkGateway upstreams, String client) throws Exception {
        NodeProject.installed().succeed(Map.of("GATEWAY_URL", upstreams.gateway().base().toString(), "GATEWAY_KEY",
                TestGateway.KEY), "node", "--test", "--test-reporter=spec", client + ".test.js");
    }
}
