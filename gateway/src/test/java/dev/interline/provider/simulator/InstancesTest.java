package dev.interline.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.interline.bytes.Json;
import dev.interline.exchange.Format;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Another validator than the simulator's own judges what the simulator makes. */
class InstancesTest {
    private static final SchemaRegistry REGISTRY = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final UserWords WORDS = new UserWords("My name is Ada Lovelace, what is 42 times 7 in Paris?",
            List.of());

    static Stream<JsonNode> schemas() {
        JsonNode corpus = Json.mapper().readTree(InstancesTest.class.getResourceAsStream("schemas.json"));
        return corpus.valueStream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void satisfiesTheSchema(JsonNode schema) throws BadSchema {
        String answer = Instances.answer(schema.toString(), "corpus", WORDS);
        assertThat(errors(schema, answer)).as("%s for %s", answer, schema).isEmpty();

        if (schema.path("type").asString("").equals("object")) {
            String arguments = Instances.arguments(schema.toString(), "corpus", WORDS);
            assertThat(errors(schema, arguments)).as("%s for %s", arguments, schema).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void judgesAsAnotherValidatorDoes(JsonNode schema) {
        var check = new SchemaCheck(new References(schema));
        for (JsonNode candidate : Json.mapper().readTree("""
                [null, true, 0, 1, -7, 3.5, 12, "", "a", "Ada", "2026-01-15", "a@b.co", [], [1], ["a", "a"], {},
                 {"name": "Ada"}, {"a": 1, "b": "x"}, {"kind": "circle", "radius": 2}]""")) {
            assertThat(check.valid(schema, candidate)).as("%s for %s", candidate, schema)
                    .isEqualTo(errors(schema, candidate.toString()).isEmpty());
        }
    }

    @Test
    void satisfiesRandomSchemas() throws BadSchema {
        for (int seed = 0; seed < 3_000; seed++) {
            JsonNode schema = new RandomSchemas(seed).object();
            String answer = Instances.answer(schema.toString(), "random", WORDS);
            assertThat(errors(schema, answer)).as("seed %d: %s for %s", seed, answer, schema).isEmpty();
            String arguments = Instances.arguments(schema.toString(), "random", WORDS);
            assertThat(errors(schema, arguments)).as("seed %d: %s for %s", seed, arguments, schema).isEmpty();
        }
    }

    @Test
    void endsOnSchemasThatNothingSatisfiesOrThatNeverEnd() throws BadSchema {
        assertThat(Instances.answer("false", "never", WORDS)).isNotNull();
        assertThat(Instances.answer("{\"$ref\":\"#\"}", "loop", WORDS)).isNotNull();
        assertThat(Instances.answer("""
                {"type":"object","properties":{"next":{"$ref":"#"}},"required":["next"]}""", "endless", WORDS))
                .isNotNull();
        assertThat(Instances.answer("""
                {"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"},"c":{"$ref":"#"}},
                 "required":["a","b","c"]}""", "bush", WORDS)).isNotNull();
        assertThat(Instances.answer("{\"type\":\"string\",\"pattern\":\"^(a+)+$\",\"not\":{\"pattern\":\"a\"}}", "odd",
                WORDS)).isNotNull();
        assertThat(Instances.answer("{\"type\":\"array\",\"minItems\":2000000000}", "huge", WORDS)).isNotNull();
        assertThat(Instances.answer("{\"type\":\"string\",\"minLength\":2000000000}", "huge", WORDS)).isNotNull();
    }

    @Test
    void answersWithAnInstanceOfTheSchema() {
        String schema = """
                {"type":"object","additionalProperties":false,"required":["name","score","tags"],"properties":{
                 "name":{"type":"string"},"score":{"type":"integer","minimum":1,"maximum":10},
                 "tags":{"type":"array","items":{"type":"string"},"minItems":2,"uniqueItems":true}}}""";
        Played played = Asking.user("My name is Ada")
                .format(new Format.JsonSchema("person", Optional.empty(), schema, Optional.of(true)))
                .play();

        assertThat(errors(Json.mapper().readTree(schema), played.text())).isEmpty();
        assertThat(Json.mapper().readTree(played.text()).get("name").asString()).isEqualTo("Ada");
        assertThat(played.finish()).isEqualTo("stop");
    }

    @Test
    void answersWithSomeObject() {
        Played played = Asking.user("Say \"hi\"").format(new Format.JsonObject()).play();

        assertThat(Json.mapper().readTree(played.text()).get("you_said").asString()).isEqualTo("Say \"hi\"");
    }

    private static List<com.networknt.schema.Error> errors(JsonNode schema, String instance) {
        Schema compiled = REGISTRY.getSchema(schema);
        return compiled.validate(Json.mapper().readTree(instance), context -> context
                .executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
