package dev.interline.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutesTest {
    @Test
    void answersBelowTheBasePathAndItsAlias() {
        assertThat(find("/api/v1/chat/completions")).contains(Routes.Endpoint.CHAT);
        assertThat(find("/v1/chat/completions")).contains(Routes.Endpoint.CHAT);
        assertThat(find("/v1/messages")).contains(Routes.Endpoint.MESSAGES);
        assertThat(find("/chat/completions")).isEmpty();
        assertThat(find("/api/v1")).isEmpty();
        assertThat(find("/api/v1/chat/completions/")).isEmpty();
        assertThat(find("/api/v1//chat/completions")).isEmpty();
    }

    @Test
    void takesLiteralSegmentsBeforeVariables() {
        assertThat(find("/api/v1/models/count")).contains(Routes.Endpoint.MODELS_COUNT);
        assertThat(find("/api/v1/models/openai/gpt-4o/endpoints")).contains(Routes.Endpoint.MODEL_ENDPOINTS);
        assertThat(find("/api/v1/model/meta-llama/llama-3%3Afree")).contains(Routes.Endpoint.MODEL);
    }

    @Test
    void decodesSegmentsWithoutLettingASlashThrough() {
        assertThat(Visit.segments("/api/v1/model/a%2Fb/c+d%20e"))
                .isEqualTo(List.of("api", "v1", "model", "a/b", "c+d e"));
        assertThat(find("/api/v1%2Fkey")).isEmpty();
    }

    @Test
    void findsAPlainPathAtOnceAndNoOther() {
        assertThat(Routes.plain("/api/v1/chat/completions")).isEqualTo(Routes.Endpoint.CHAT);
        assertThat(Routes.plain("/v1/messages/count_tokens")).isEqualTo(Routes.Endpoint.COUNT_TOKENS);
        for (String other : List.of("/api/v1/model/{author}/{slug}", "/api/v1/chat%2Fcompletions", "/chat/completions",
                "/v1/messages/")) {
            assertThat(Routes.plain(other)).as(other).isNull();
        }
    }

    private static Optional<Routes.Endpoint> find(String path) {
        return Routes.belowBase(Visit.segments(path)).flatMap(Routes::find);
    }
}
