package dev.interline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of responses that are to be kept, on every database. */
abstract class ArchiveContract {
    private static final Owner ADA = new Owner("acc_1", "ws_1");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T12:00:00Z"));
    private Store store;
    private Archive archive;

    abstract Database database();

    @BeforeEach
    void open() {
        store = Store.open(database());
        store.write(sql -> sql.update("delete from stored_item") + sql.update("delete from stored_response"));
        archive = openArchive();
    }

    @AfterEach
    void close() {
        archive.close();
        store.close();
    }

    private Archive openArchive() {
        return Archive.open(store, now::get, () -> new Archive.Bounds(Duration.ofDays(30), 2000, 20));
    }

    private static JsonFields request(String input) {
        byte[] bytes = ("{'model':'m','input':" + input + ",'stream':false}").replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        try {
            return JsonFields.scan(bytes, 0, bytes.length);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static String response(String id, String text) {
        return ("{'id':'" + id + "','status':'completed','output':[{'id':'msg_1','type':'message','role':'assistant',"
                + "'content':[{'type':'output_text','text':'" + text + "'}]}],'usage':null}").replace('\'', '"');
    }

    private void keep(Owner owner, String input, String answer, boolean stream) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        var done = new CountDownLatch(1);
        archive.keep(new Draft(owner, Optional.empty(), request(input), bytes, bytes.length, stream), done::countDown);
        try {
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void keep(String id) {
        keep(ADA, "'Hi'", response(id, "Hello"), false);
    }

    private JsonNode items(String id) {
        return Json.mapper().readTree(archive.find(ADA, id).orElseThrow().input());
    }

    @Test
    void isThereOnceItsKeeperHears() {
        keep("resp_1");
        assertThat(archive.find(ADA, "resp_1").orElseThrow().response()).isEqualTo(response("resp_1", "Hello"));
        archive.close();
        archive = openArchive();
        assertThat(archive.find(ADA, "resp_1")).isPresent();
        assertThat(archive.waiting()).isZero();
    }

    @Test
    void isTakenFromTheEndOfAStream() {
        keep(ADA, "'Hi'", "event: response.output_item.done\ndata: {\"item\":{}}\n\nevent: response.completed\ndata: "
                + "{\"type\":\"response.completed\",\"response\":" + response("resp_1", "Hello")
                + "}\n\ndata: [DONE]\n\n", true);
        assertThat(archive.find(ADA, "resp_1").orElseThrow().response()).isEqualTo(response("resp_1", "Hello"));
    }

    @Test
    void isOnlyItsOwners() {
        keep("resp_1");
        assertThat(archive.find(new Owner("acc_2", "ws_1"), "resp_1")).isEmpty();
        assertThat(archive.find(new Owner("acc_1", "ws_2"), "resp_1")).isEmpty();
        assertThat(archive.delete(new Owner("acc_2", "ws_1"), "resp_1")).isFalse();
        assertThat(archive.find(ADA, "resp_1\u0000")).isEmpty();
        assertThat(archive.delete(ADA, "resp_1")).isTrue();
        assertThat(archive.delete(ADA, "resp_1")).isFalse();
        assertThat(archive.find(ADA, "resp_1")).isEmpty();
    }

    @Test
    void isNotKeptWhenItFailedOrIsTooLarge() {
        keep(ADA, "'Hi'", response("resp_1", "Hello").replace("completed", "failed"), false);
        keep(ADA, "'Hi'", response("resp_2", "x".repeat(2000)), false);
        keep(ADA, "'Hi'", "no JSON", false);
        keep(ADA, "'Hi'", "data: [DONE]\n\n", true);
        keep(ADA, "'Hi'", response("resp_3", "cut").replace("completed", "incomplete"), false);
        assertThat(archive.find(ADA, "resp_1")).isEmpty();
        assertThat(archive.find(ADA, "resp_2")).isEmpty();
        assertThat(archive.find(ADA, "resp_3")).isPresent();
    }

    @Test
    void isNotFoundWhenItIsTooOld() {
        keep("resp_1");
        now.set(now.get().plus(Duration.ofDays(31)));
        assertThat(archive.find(ADA, "resp_1")).isEmpty();
    }

    @Test
    void isForgottenWhenItsAccountHasTooMany() {
        for (int i = 0; i < 21; i++) {
            keep("resp_" + i);
            now.set(now.get().plusSeconds(1));
        }
        keep(new Owner("acc_2", "ws_9"), "'Hi'", response("resp_other", "Hello"), false);
        assertThat(archive.find(ADA, "resp_0")).isEmpty();
        assertThat(archive.find(ADA, "resp_2")).isEmpty();
        assertThat(archive.find(ADA, "resp_3")).isPresent();
        assertThat(archive.find(ADA, "resp_20")).isPresent();
        List<String> left = store.read(sql -> sql.list("select response from stored_item where account = 'acc_1'",
                row -> row.text("response")));
        assertThat(left).doesNotContain("resp_0", "resp_2").contains("resp_3", "resp_20");
    }

    @Test
    void listsItsInputAsItemsWithIds() {
        keep(ADA, "'Hi'", response("resp_1", "Hello"), false);
        assertThat(items("resp_1").at("/0/content/0")).isEqualTo(
                Json.mapper().readTree("{\"type\":\"input_text\",\"text\":\"Hi\"}"));
        assertThat(items("resp_1").at("/0/id").asString()).startsWith("msg_");
        keep(ADA, "[{'role':'assistant','content':'Yes'},{'type':'function_call','id':'fc_x','call_id':'c','name':'f',"
                + "'arguments':'{}'},{'type':'function_call_output','call_id':'c','output':'seen'}]",
                response("resp_2", "Hello"), false);
        var items = items("resp_2");
        assertThat(items.at("/0/content/0/type").asString()).isEqualTo("output_text");
        assertThat(items.at("/1/id").asString()).isEqualTo("fc_x");
        assertThat(items.at("/2/id").asString()).startsWith("fco_");
        assertThat(items.at("/2/status").asString()).isEqualTo("completed");
        assertThat(archive.find(ADA, "resp_2").orElseThrow().inputItems()).hasSize(3);
    }

    @Test
    void isFoundItemByItem() {
        keep("resp_1");
        assertThat(Json.mapper().readTree(archive.item(ADA, "msg_1").orElseThrow()))
                .isEqualTo(Json.mapper().readTree(response("resp_1", "Hello")).at("/output/0"));
        assertThat(archive.item(ADA, "msg_2")).isEmpty();
        assertThat(archive.item(ADA, "msg_1\u0000")).isEmpty();
        assertThat(archive.item(new Owner("acc_2", "ws_1"), "msg_1")).isEmpty();
        assertThat(archive.item(new Owner("acc_1", "ws_2"), "msg_1")).isEmpty();
        now.set(now.get().plusSeconds(1));
        keep(ADA, "'Hi'", response("resp_2", "Later"), false);
        assertThat(archive.item(ADA, "msg_1").orElseThrow()).contains("Later");
        archive.delete(new Owner("acc_1", "ws_2"), "resp_2");
        assertThat(archive.item(ADA, "msg_1").orElseThrow()).contains("Later");
        archive.delete(ADA, "resp_2");
        assertThat(archive.item(ADA, "msg_1").orElseThrow()).contains("Hello");
        now.set(now.get().plus(Duration.ofDays(31)));
        assertThat(archive.item(ADA, "msg_1")).isEmpty();
    }

    @Test
    void isPutWhereARequestNamesIt() {
        var references =
                References.of(request("[{'role':'user','content':'a'} , {'type':'item_reference','id':'msg_1'},"
                        + "{'id':'msg_2','type':'item_reference'},{'type':'item_reference','id':'msg_1'}]"));
        assertThat(references.ids()).containsExactly("msg_1", "msg_2", "msg_1");
        var body = Json.mapper().readTree(references.resolved(Map.of("msg_1", "{\"n\":1}", "msg_2", "{\"n\":2}")));
        assertThat(body.path("input").toString())
                .isEqualTo("[{\"role\":\"user\",\"content\":\"a\"},{\"n\":1},{\"n\":2},{\"n\":1}]");
        assertThat(body.path("model").asString()).isEqualTo("m");
        assertThat(References.of(request("'item_reference'")).ids()).isEmpty();
        assertThat(References.of(request("null")).ids()).isEmpty();
    }

    @Test
    void isGoneOnFrom() {
        keep(ADA, "'Hi'", response("resp_1", "Hello"), false);
        var body = Json.mapper().readTree(archive.find(ADA, "resp_1").orElseThrow().before(request("'And?'")));
        assertThat(body.path("input")).hasSize(3);
        assertThat(body.at("/input/1/role").asString()).isEqualTo("assistant");
        assertThat(body.at("/input/2/content").asString()).isEqualTo("And?");
        assertThat(body.path("stream").isBoolean()).isTrue();
        var again = Json.mapper().readTree(archive.find(ADA, "resp_1").orElseThrow()
                .before(request("[ {'role':'user','content':'a'} , {'role':'user','content':'b'} ]")));
        assertThat(again.path("input")).hasSize(4);
        assertThat(Json.mapper().readTree(archive.find(ADA, "resp_1").orElseThrow().before(request("[]")))
                .path("input")).hasSize(2);
    }
}
