package dev.interline.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.Role;
import dev.interline.exchange.ToolChoice;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ToolCallingTest {
    private static final String WEATHER = """
            {"type":"object","properties":{"location":{"type":"string","description":"City"},
             "unit":{"type":"string","enum":["celsius","fahrenheit"]}},"required":["location"]}""";

    @Test
    void callsTheFirstToolWithTheUsersWords() {
        Played played = Asking.user("What is the weather in Tokyo?")
                .tool("get_weather", WEATHER)
                .tool("get_time", "{}")
                .play();

        assertThat(played.call().get("name").asString()).isEqualTo("get_weather");
        assertThat(played.arguments()).hasToString("{\"location\":\"Tokyo\"}");
        assertThat(played.finish()).isEqualTo("tool_calls");
        assertThat(played.message().get("content").isNull()).isTrue();
        assertThat(played.message().at("/tool_calls/0/id").asString()).startsWith("call_sim");
    }

    @Test
    void streamsTheCallThatItMakesWhole() {
        Played whole = Asking.user("Weather in New York, in Fahrenheit?").tool("get_weather", WEATHER).play();
        Played streamed = Asking.user("Weather in New York, in Fahrenheit?")
                .tool("get_weather", WEATHER)
                .streaming()
                .play();

        assertThat(whole.arguments()).hasToString("{\"location\":\"New York\",\"unit\":\"fahrenheit\"}");
        assertThat(streamed.streamed(0, "/tool_calls/0/function/arguments"))
                .isEqualTo(whole.call().get("arguments").asString());
        assertThat(streamed.streamed(0, "/tool_calls/0/function/name")).isEqualTo("get_weather");
        assertThat(streamed.streamed(0, "/tool_calls/0/id"))
                .isEqualTo(whole.message().at("/tool_calls/0/id").asString());
        assertThat(whole.completionTokens()).isPositive();
    }

    @Test
    void callsTheToolThatIsForced() {
        Asking asking = Asking.user("Hello").tool("one", "{}").tool("two", "{}");

        assertThat(asking.choosing(new ToolChoice.Named("two")).play().call().get("name").asString()).isEqualTo("two");
        assertThat(asking.choosing(new ToolChoice.Required()).play().call().get("name").asString()).isEqualTo("one");
        assertThat(asking.choosing(new ToolChoice.None()).play().message().has("tool_calls")).isFalse();
    }

    @Test
    void callsTheToolThatADirectiveNames() {
        var asking = Asking.user("Run \"ls -l\" [[simulate: tool=bash]]").tool("agent", "{}").tool("bash",
                "{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"}},\"required\":[\"command\"]}");
        assertThat(asking.play().call().get("name").asString()).isEqualTo("bash");
        assertThat(asking.play().arguments()).hasToString("{\"command\":\"ls -l\"}");

        assertThat(Asking.user("Hello [[simulate: tool=none]]").tool("agent", "{}").play().message().has("tool_calls"))
                .isFalse();
    }

    @Test
    void refusesToBeForcedToAToolThatIsNotThere() {
        Played played = Asking.user("Hello").tool("one", "{}").choosing(new ToolChoice.Named("three")).play();

        assertThat(played.status()).isEqualTo(400);
        assertThat(played.json().at("/error/message").asString()).contains("'three'");
    }

    @Test
    void quotesTheResultOfATool() {
        Played played = Asking.user("What is the weather in Tokyo?")
                .tool("get_weather", WEATHER)
                .calls("call_1", "get_weather", "{\"location\":\"Tokyo\"}")
                .result("call_1", "{\"temperature\":22}")
                .play();

        assertThat(played.text()).startsWith("The tool get_weather answered: “{\"temperature\":22}”")
                .contains("What is the weather in Tokyo?");
        assertThat(played.finish()).isEqualTo("stop");
    }

    @Test
    void callsAgainWhenTheUserSaysMore() {
        Played played = Asking.user("What is the weather in Tokyo?")
                .tool("get_weather", WEATHER)
                .calls("call_1", "get_weather", "{\"location\":\"Tokyo\"}")
                .result("call_1", "sunny")
                .says(Role.ASSISTANT, "Sunny.")
                .says(Role.USER, "And in Paris?")
                .play();

        assertThat(played.arguments()).hasToString("{\"location\":\"Paris\"}");
    }

    @Test
    void cutsArgumentsAtTheTokenLimit() {
        Played played = Asking.user("What is the weather in Tokyo?").tool("get_weather", WEATHER).maxTokens(3).play();

        assertThat(played.finish()).isEqualTo("length");
        assertThat(played.completionTokens()).isEqualTo(3);
    }

    @Test
    void refusesASchemaThatIsNone() {
        Played played = Asking.user("Hello").tool("broken", "[1]").play();

        assertThat(played.status()).isEqualTo(400);
        assertThat(played.json().at("/error/message").asString()).contains("'broken'");
    }

    @Test
    void takesNumbersNamesAndAddressesFromTheMessage() {
        assertThat(arguments("What is 12 plus 30?", "{\"a\":{\"type\":\"number\"},\"b\":{\"type\":\"integer\"}}"))
                .isEqualTo("{\"a\":12,\"b\":30}");
        assertThat(arguments("Calculate 25 * (4 + 1)", "{\"expression\":{\"type\":\"string\"}}"))
                .isEqualTo("{\"expression\":\"25 * (4 + 1)\"}");
        assertThat(arguments("Send a mail to ada@example.org please", "{\"email\":{\"type\":\"string\"}}"))
                .isEqualTo("{\"email\":\"ada@example.org\"}");
        assertThat(arguments("Book a flight from Berlin to Lisbon on 2026-03-04",
                """
                        {"origin":{"type":"string"},"destination":{"type":"string"},"date":{"type":"string","format":"date"}}"""))
                .isEqualTo("{\"origin\":\"Berlin\",\"destination\":\"Lisbon\",\"date\":\"2026-03-04\"}");
        assertThat(arguments("weather in san francisco today", "{\"city\":{\"type\":\"string\"}}"))
                .isEqualTo("{\"city\":\"san francisco\"}");
        assertThat(arguments("Compare Oslo and Rome", """
                {"cities":{"type":"array","items":{"type":"string"}}}"""))
                .isEqualTo("{\"cities\":[\"Oslo\",\"Rome\"]}");
        assertThat(arguments("Search for \"virtual threads\"", "{\"query\":{\"type\":\"string\"}}"))
                .isEqualTo("{\"query\":\"virtual threads\"}");
        assertThat(arguments("Who wrote Dune?", "{\"query\":{\"type\":\"string\"}}"))
                .isEqualTo("{\"query\":\"Who wrote Dune?\"}");
    }

    private static String arguments(String message, String properties) {
        var names = Json.mapper().readTree(properties).propertyNames();
        String required = names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        return Asking.user(message)
                .tool("tool", "{\"type\":\"object\",\"properties\":" + properties + ",\"required\":[" + required + "]}")
                .play()
                .arguments()
                .toString();
    }
}
