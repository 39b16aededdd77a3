package dev.interline.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.ServiceTier;
import dev.interline.exchange.Target;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Anthropic's messages passed on to an upstream of the same wire. */
class SplicedRequestTest {
    private static final String USER = "{'role':'user','content':'hi'}";

    @Test
    void takesOutWhatOnlyARouterUnderstands() {
        JsonNode sent = sent("'provider':{'order':['a']},'models':['b'],'plugins':[{'id':'web'}],'session_id':'s',"
                + "'route':'fallback','trace':{},'max_tokens':5,'x_unknown':{'a':[1]},'messages':[" + USER + "]");
        assertThat(sent).isEqualTo(json("{'model':'claude-sonnet-4-5','max_tokens':5,'x_unknown':{'a':[1]},"
                + "'messages':[" + USER + "]}"));
    }

    @Test
    void fillsInMaxTokensAndTheEndUser() {
        JsonNode sent = sent("'user':'u','max_tokens':null,'messages':[" + USER + "]");
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(64_000);
        assertThat(sent.at("/metadata/user_id").asString()).isEqualTo("u");
        assertThat(sent.has("user")).isFalse();
    }

    @Test
    void movesLeadingSystemTurnsIntoTheSystemPrompt() {
        JsonNode sent = sent("'max_tokens':1,'system':'a','messages':[{'role':'system','content':'b'},"
                + "{'role':'system','content':[{'type':'text','text':'c','cache_control':{'type':'ephemeral'}}]},"
                + USER + "]");
        assertThat(sent.at("/system")).isEqualTo(json("[{'type':'text','text':'a'},{'type':'text','text':'b'},"
                + "{'type':'text','text':'c','cache_control':{'type':'ephemeral'}}]"));
        assertThat(sent.at("/messages")).isEqualTo(json("[" + USER + "]"));
        assertThat(sent("'messages':[{'role':'system','content':'b'}," + USER + "]").at("/system/0/text").asString())
                .isEqualTo("b");
    }

    @Test
    void keepsLaterSystemTurnsForModelsThatKnowThem() {
        String request = "'messages':[" + USER + ",{'role':'system','content':'b'}]";
        assertThat(sent(request).at("/messages/1/role").asString()).isEqualTo("user");
        assertThat(sent("claude-opus-4-8", Operation.GENERATE, request).at("/messages/1/role").asString())
                .isEqualTo("system");
    }

    @Test
    void dropsReasoningThatOtherFamiliesMade() {
        JsonNode sent = sent("'messages':[" + USER + ",{'role':'assistant','content':["
                + "{'type':'thinking','thinking':'a','signature':''},"
                + "{'type':'redacted_thinking','data':'openrouter.reasoning:e30='},"
                + "{'type':'thinking','thinking':'b','signature':'s'},{'type':'text','text':'x'}]},"
                + "{'role':'assistant','content':[{'type':'thinking','thinking':'a','signature':''}]}," + USER + "]");
        assertThat(sent.at("/messages")).isEqualTo(json("[" + USER + ",{'role':'assistant','content':["
                + "{'type':'thinking','thinking':'b','signature':'s'},{'type':'text','text':'x'}]}," + USER + "]"));
    }

    @Test
    void letsNewerModelsThinkAdaptivelyInsteadOfByBudget() {
        String request = "'max_tokens':3000,'temperature':1,'thinking':{'type':'enabled','budget_tokens':2000,"
                + "'display':'omitted'},'messages':[" + USER + "]";
        JsonNode newer = sent("claude-opus-4-8", Operation.GENERATE, request);
        assertThat(newer.at("/thinking")).isEqualTo(json("{'type':'adaptive','display':'omitted'}"));
        assertThat(newer.has("temperature")).isFalse();
        assertThat(sent(request).at("/thinking/budget_tokens").asInt()).isEqualTo(2000);
    }

    @Test
    void translatesServiceTiers() {
        assertThat(sent("'service_tier':'priority','messages':[" + USER + "]").path("service_tier").asString())
                .isEqualTo("auto");
        assertThat(sent("'service_tier':'flex','messages':[" + USER + "]").has("service_tier")).isFalse();
    }

    @Test
    void countsTokensOfThePromptAlone() {
        JsonNode sent = sent("claude-sonnet-4-5", Operation.COUNT_TOKENS, "'max_tokens':5,'stream':true,"
                + "'system':'s','metadata':{'user_id':'u'},'messages':[" + USER + "]");
        assertThat(sent).isEqualTo(json("{'model':'claude-sonnet-4-5','system':'s','messages':[" + USER + "]}"));
    }

    @Test
    void namesTheBetasThatItsFieldsNeed() {
        var exchange = Play.exchange(Operation.GENERATE, json("{'model':'m','context_management':{'edits':[]},"
                + "'output_config':{'task_budget':{'type':'tokens','total':20000}},'speed':'fast','messages':[" + USER
                + "]}").toString(), Map.of("anthropic-beta", "mine"));
        var call = (Prepared.Call) new AnthropicProvider().prepare(exchange, Play.target("claude-opus-4-8"));
        assertThat(call.headers()).containsEntry("anthropic-beta",
                "mine,context-management-2025-06-27,task-budgets-2026-03-13");
    }

    /** It costs several times as much. */
    @Test
    void asksForSpeedOnlyWhereItsPriceIsCharged() {
        var exchange = Play.exchange(Operation.GENERATE,
                json("{'model':'m','speed':'fast','messages':[" + USER + "]}").toString(), Map.of());
        assertThat(exchange.serviceTier()).contains(ServiceTier.PRIORITY);
        assertThat(sent("'speed':'fast','messages':[" + USER + "]").has("speed")).isFalse();
        Target fast = new Target(Play.VENDOR, "a/b", "claude-opus-4-8", 0, Set.of(), ServiceTier.PRIORITY,
                OptionalLong.empty());
        var call = (Prepared.Call) new AnthropicProvider().prepare(exchange, fast);
        assertThat(Json.mapper().readTree(call.body().toString()).path("speed").asString()).isEqualTo("fast");
        assertThat(call.headers()).containsEntry("anthropic-beta", "fast-mode-2026-02-01");
    }

    @Test
    void sendsAMemberThatOccursTwiceOnce() {
        JsonNode sent = sent("'top_k':1,'top_k':2,'messages':[" + USER + "]");
        assertThat(sent.path("top_k").asInt()).isEqualTo(2);
    }

    private static JsonNode sent(String members) {
        return sent("claude-sonnet-4-5", Operation.GENERATE, members);
    }

    private static JsonNode sent(String model, Operation operation, String members) {
        var exchange = Play.exchange(operation, "{'model':'m',".replace('\'', '"') + members.replace('\'', '"') + "}",
                Map.of());
        var call = (Prepared.Call) new AnthropicProvider().prepare(exchange, Play.target(model));
        return Json.mapper().readTree(call.body().toBytes());
    }

    private static JsonNode json(String text) {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }
}
