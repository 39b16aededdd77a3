package dev.interline.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("shared")
class ContractTest {
    private static final Contract CONTRACT = Contract.load();
    private static final String CHAT = """
            {"id":"gen-1","object":"chat.completion","created":1,"model":"a/b","system_fingerprint":null,"choices":\
            [{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi"}}]}""";

    @Test
    void acceptsWhatKeepsToTheContract() {
        assertThat(CONTRACT.complaints("POST", "/chat/completions", 200, Json.tree(CHAT))).isEmpty();
        assertThat(CONTRACT.eventComplaints("/messages",
                Json.tree("{\"event\":\"ping\",\"data\":{\"type\":\"ping\"}}"))).isEmpty();
    }

    @Test
    void complainsAboutWhatDoesNot() {
        var wrong = Json.object(CHAT);
        wrong.put("created", "now").put("object", "text_completion").remove("id");
        assertThat(CONTRACT.complaints("POST", "/chat/completions", 200, wrong)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(CONTRACT.complaints("POST", "/chat/completions", 200, Json.object(CHAT.replace("\"stop\"", "7"))))
                .isNotEmpty();
    }
}
