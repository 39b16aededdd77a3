package dev.interline.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberPiecesTest {
    private static final String ODD =
            " { \"a\" : [1, -2.5e+3 , {\"x\":[ ]}] ,\n\"b\\n\\u00e9\":\"}],\\\" \u00e9\", \"c\":null,"
                    + "\"d\":-0.5 ,\"e\":{},\"\":true,\"f\":false,\"g\":12}  ";

    /** The members as {@code name=value}. */
    private static final class Heard implements MemberPieces.Handler {
        private final List<String> members = new ArrayList<>();
        private final ByteSink value = new ByteSink(16);
        private String name = "";

        @Override
        public void member(String next) {
            name = next;
            value.clear();
        }

        @Override
        public void piece(byte[] bytes, int from, int to) {
            assertThat(to).isGreaterThan(from);
            value.write(bytes, from, to);
        }

        @Override
        public void ended() {
            members.add(name + "=" + value);
        }
    }

    private static List<String> members(String json, int length) throws MalformedJson {
        var heard = new Heard();
        var pieces = new MemberPieces(heard);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += length) {
            pieces.read(bytes, from, Math.min(bytes.length, from + length));
        }
        if (!pieces.isWhole()) {
            throw pieces.cut();
        }
        return heard.members;
    }

    @Test
    void findsTheMembersHoweverTheyAreCut() throws MalformedJson {
        for (int length = 1; length <= ODD.length() + 2; length++) {
            assertThat(members(ODD, length)).as("pieces of %d", length).containsExactly(
                    "a=[1, -2.5e+3 , {\"x\":[ ]}]", "b\n\u00e9=\"}],\\\" \u00e9\"", "c=null", "d=-0.5", "e={}", "=true",
                    "f=false", "g=12");
        }
        assertThat(members("{}", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", "x", "<html>", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1 2}",
            "{\"a\":[1,]}", "{\"a\":[1}", "{\"a\":{]}", "{\"a\":[1 2]}", "{\"a\":{\"b\"}}", "{\"a\":{\"b\":1,}}",
            "{\"a\":tru}",
            "{\"a\":nulL}", "{\"a\":\"\u0001\"}", "{\"a\":1", "{\"a\":\"x", "{\"a\":1}}", "{\"a\":1}{}", "{a:1}",
            "{\"a\":+1}",
            "{\"a\\q\":1}"})
    void refusesWhatIsNoObject(String json) {
        for (int length : new int[]{1, 3, 100}) {
            assertThatThrownBy(() -> members(json, length)).as(json).isInstanceOf(MalformedJson.class)
                    .hasMessageStartingWith("The JSON ");
        }
    }

    @Test
    void refusesEndlessNesting() {
        assertThatThrownBy(() -> members("{\"a\":" + "[".repeat(300), 64)).isInstanceOf(MalformedJson.class)
                .hasMessage("The JSON is nested deeper than 200 levels");
    }

    @Test
    void tellsWhereTheFaultIs() {
        assertThatThrownBy(() -> members("{\"a\":[1,x]}", 4)).hasMessage("The JSON is not valid at byte 8");
        assertThatThrownBy(() -> members("{\"a\":[1", 4)).hasMessage("The JSON ends too early, at byte 7");
    }
}
