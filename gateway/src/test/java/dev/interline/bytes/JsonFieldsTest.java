package dev.interline.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    @Test
    void findsEveryMembersSpan() throws MalformedJson {
        String json = "  { \"model\" : \"a/b\",\"n\":12 , \"é\":[1,{\"x\":null}],\"t\":true,\"s\":\"\\\"}é\" } ";
        byte[] bytes = ("xx" + json + "yy").getBytes(StandardCharsets.UTF_8);

        var fields = JsonFields.scan(bytes, 2, bytes.length - 2);

        assertThat(fields.size()).isEqualTo(5);
        assertThat(text(fields, "model")).isEqualTo("\"a/b\"");
        assertThat(text(fields, "n")).isEqualTo("12");
        assertThat(text(fields, "é")).isEqualTo("[1,{\"x\":null}]");
        assertThat(text(fields, "t")).isEqualTo("true");
        assertThat(text(fields, "s")).isEqualTo("\"\\\"}é\"");
        assertThat(bytes[fields.memberStart(2)]).isEqualTo((byte) '"');
        assertThat(fields.string("s")).contains("\"}é");
    }

    @Test
    void lastOfEqualNamesCounts() throws MalformedJson {
        byte[] bytes = "{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8);
        assertThat(text(JsonFields.scan(bytes, 0, bytes.length), "a")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\":1", "{\"a\":1}}", "{\"a\":1} x", "{a:1}", "{\"a\":01}",
            "{\"a\":NaN}",
            "{\"a\":1,}", "{\"a\":\"\n\"}", "{'a':1}", "{\"a\":1}{}"})
    void refusesWhatIsNotOneObject(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonFields.scan(bytes, 0, bytes.length)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
        assertThatThrownBy(() -> JsonFields.scan(bytes, 0, bytes.length)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void refusesNestingBeyondTheLimit() throws MalformedJson {
        byte[] deep = nested(Json.MAX_DEPTH - 1);
        assertThat(JsonFields.scan(deep, 0, deep.length).size()).isEqualTo(1);

        byte[] tooDeep = nested(Json.MAX_DEPTH + 1);
        assertThatThrownBy(() -> JsonFields.scan(tooDeep, 0, tooDeep.length)).isInstanceOf(MalformedJson.class);
    }

    private static byte[] nested(int depth) {
        return ("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonFields fields, String name) {
        int i = fields.find(name);
        return new String(fields.bytes(), fields.valueStart(i), fields.valueEnd(i) - fields.valueStart(i),
                StandardCharsets.UTF_8);
    }
}
