package dev.interline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.dialect.chat.ChatDialect;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.dialect.responses.ResponsesDialect;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationKeyTest {
    private static final String FIRST = "{'role':'user','content':[{'type':'text','text':'Hi'%s}]}";
    private static final String MARK = ",'cache_control':{'type':'ephemeral'}";
    private static final String NEXT = ",{'role':'assistant','content':'Yes?'},{'role':'user','content':'Go on'}";

    @Test
    void knowsAConversationByHowItBegins() {
        long begun = key(chat("{'role':'system','content':'Be kind'}," + FIRST.formatted(MARK)));
        assertThat(key(chat("{'role':'system','content':'Be kind'}," + FIRST.formatted("") + NEXT))).isEqualTo(begun);
        assertThat(key(chat("{'role':'system','content':'Be rude'}," + FIRST.formatted("")))).isNotEqualTo(begun);
        assertThat(key(chat(FIRST.formatted("")))).isNotEqualTo(begun);
        assertThat(key(chat("{'role':'system','content':'Be kind'},{'role':'user','content':'Ho'}")))
                .isNotEqualTo(begun);
    }

    @Test
    void knowsItOnEachWire() {
        assertThat(key(messages("'system':'Be kind','messages':[" + FIRST.formatted(MARK) + "]")))
                .isEqualTo(key(messages("'system':'Be kind','messages':[" + FIRST.formatted("") + NEXT + "]")))
                .isNotEqualTo(key(messages("'messages':[" + FIRST.formatted("") + "]")));
        String hi = "{'role':'user','content':'Hi'}";
        assertThat(key(responses("'instructions':'Be kind','input':[" + hi + "]")))
                .isEqualTo(key(responses("'input':[" + hi + NEXT + "],'instructions':'Be kind'")))
                .isEqualTo(key(responses("'instructions':'Be kind','input':'Hi'")))
                .isNotEqualTo(key(responses("'input':[" + hi + "]")));
    }

    @Test
    void takesTheNameThatTheClientGives() {
        String rest = "'messages':[{'role':'user','content':'Hi'}]";
        ConversationKey named = of(chatWith("'session_id':'talk','prompt_cache_key':'other'," + rest));
        assertThat(named.named()).isTrue();
        assertThat(of(chatWith("'session_id':'talk'," + rest))).isEqualTo(named);
        ConversationKey cached = of(chatWith("'prompt_cache_key':'talk'," + rest));
        assertThat(cached.named()).isFalse();
        assertThat(cached.hash()).isNotEqualTo(named.hash());
        assertThat(of(chatWith("'prompt_cache_key':'talk','messages':[{'role':'user','content':'Ho'}]")))
                .isEqualTo(cached);
    }

    @Test
    void looksAtTheBeginningOfAVeryLongMessage() {
        String system = "{'role':'system','content':'" + "s".repeat(50_000) + "'},";
        String image =
                "{'role':'user','content':[{'type':'text','text':'%s'},{'type':'image_url','image_url':{'url':'data:"
                        + "A".repeat(100_000) + "%s'}}]}";
        long begun = key(chat(system + image.formatted("What is this?", "1")));
        assertThat(key(chat(system + image.formatted("What is this?", "1") + NEXT))).isEqualTo(begun);
        assertThat(key(chat(system + image.formatted("What is that?", "1")))).isNotEqualTo(begun);
        String longText = "{'role':'user','content':'" + "u".repeat(50_000) + "'}";
        assertThat(key(chat(longText))).isEqualTo(key(chat(longText + NEXT)))
                .isNotEqualTo(key(chat(longText.replace("'uu", "'vv"))));
    }

    private static String chat(String messages) {
        return chatWith("'messages':[" + messages + "]");
    }

    private static String chatWith(String members) {
        return "chat{'model':'a/b'," + members + "}";
    }

    private static String messages(String members) {
        return "messages{'model':'a/b','max_tokens':9," + members + "}";
    }

    private static String responses(String members) {
        return "responses{'model':'a/b'," + members + "}";
    }

    private static long key(String request) {
        ConversationKey key = of(request);
        assertThat(key.isThere()).isTrue();
        return key.hash();
    }

    private static ConversationKey of(String request) {
        int at = request.indexOf('{');
        Map<String, Dialect> dialects =
                Map.of("chat", new ChatDialect(), "messages", new MessagesDialect(), "responses",
                        new ResponsesDialect(InstantSource.system()));
        byte[] body = request.substring(at).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return switch (dialects.get(request.substring(0, at)).parse(Operation.GENERATE, body, body.length,
                Headers.NONE)) {
            case Parsed.Accepted(Exchange exchange) -> exchange.conversation();
            case Parsed.Refused(Problem problem) -> throw new AssertionError(problem.message());
        };
    }
}
