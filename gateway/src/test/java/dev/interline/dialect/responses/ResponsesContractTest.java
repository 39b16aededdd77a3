package dev.interline.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.it.contract.Contract;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Holds answers of all kinds, as a document and as a stream, to OpenRouter's description of its API. */
@Tag("shared")
class ResponsesContractTest {
    private static final String PATH = "/responses";
    private static final String REQUEST = "{'input':'x','instructions':'i','tools':[{'type':'custom','name':'custom'},"
            + "{'type':'function','name':'f','parameters':{'type':'object'},'strict':true},{'type':'web_search'}],"
            + "'tool_choice':{'type':'function','name':'f'},'reasoning':{'effort':'high','summary':'auto'},"
            + "'text':{'format':{'type':'json_schema','name':'n','schema':{},'description':'d'},'verbosity':'low'},"
            + "'metadata':{'a':'b'},'temperature':0.5,'truncation':'auto','service_tier':'fast','user':'u'}";
    private static final Contract CONTRACT = Contract.load();

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.responses.RandomAnswersTest#someSeeds")
    void keepsToIt(long seed) {
        List<Said> chunks = RandomAnswersTest.chunks(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        String request = seed % 2 == 0 ? REQUEST : "{'input':'x'}";
        assertThat(CONTRACT.complaints("POST", PATH, 200, Said.whole(request, chunks))).isEmpty();
        for (JsonNode event : Said.data(Said.stream(request, chunks))) {
            var wrapped = Json.mapper().createObjectNode().put("event", event.path("type").asString());
            assertThat(CONTRACT.eventComplaints(PATH, wrapped.set("data", event))).as(event.toString()).isEmpty();
        }
    }
}
