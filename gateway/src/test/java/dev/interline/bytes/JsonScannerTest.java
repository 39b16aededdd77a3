package dev.interline.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

class JsonScannerTest {
    private static final String[] SEEDS = {
            "{\"a\":[1,-0.5e+3,true,null,{\"b\":\"x\\u00e9\\n\\\"y\\\\\"}],\"é\":\"日本\",\"c\":{}}",
            "[\"\\ud83d\\ude00\",\"😀\",0,10,1E5,[],[[]],false]", " { \"k\" : [ 1 , 2 ] } ", "\"\"", "-0"};

    @Test
    void agreesWithJacksonOnWhatIsValid() {
        var random = new Random(42);
        int valid = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(3); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = mutation(random, bytes);
            }
            boolean accepted = scannerAccepts(bytes);
            valid += accepted ? 1 : 0;
            assertThat(accepted).as(() -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .isEqualTo(isUtf8(bytes) && jacksonAccepts(bytes));
        }
        assertThat(valid).isBetween(20_000, 180_000);
    }

    /** What ends a run of plain text is found wherever it stands among the eight or thirty-two bytes looked at at once. */
    @Test
    void findsWhatEndsPlainTextWhereverItStands() {
        for (int length = 0; length < 80; length++) {
            for (int octet = -128; octet < 128; octet++) {
                byte[] bytes = new byte[length + 1];
                Arrays.fill(bytes, (byte) (octet == '!' ? '#' : '!'));
                bytes[length] = (byte) octet;
                boolean plain = octet >= ' ' && octet != '"' && octet != '\\';
                boolean ends = octet == '\n' || octet == '\r';
                byte[] behind = Arrays.copyOf(bytes, length + 40);
                assertThat(ByteSearch.plainEnd(bytes, 0, bytes.length)).isEqualTo(plain ? length + 1 : length);
                assertThat(ByteSearch.plainEnd(behind, 0, behind.length)).isEqualTo(plain ? length + 1 : length);
                assertThat(ByteSearch.lineEnd(behind, 0, length + 1)).isEqualTo(ends ? length : length + 1);
                assertThat(ByteSearch.lineEnd(bytes, length, length + 1)).isEqualTo(ends ? length : length + 1);
            }
        }
    }

    @Test
    void findsTheFirstOfManyThatEndPlainText() {
        var random = new Random(3);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[random.nextInt(100)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(40) == 0 ? random.nextInt(256) : 32 + random.nextInt(95));
            }
            int from = random.nextInt(bytes.length + 1);
            int i = from;
            while (i < bytes.length && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
                i++;
            }
            assertThat(ByteSearch.plainEnd(bytes, from, bytes.length)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "é日本😀", "a\"b\\c\n\t\r\b\f/", "\u0001", "mixed é and \" and 😀"})
    void decodesStringsAsTheyWereWritten(String text) throws MalformedJson {
        byte[] json = new ByteSink(16).string(text).toBytes();
        assertThat(JsonScanner.over(json, 0, json.length).string()).isEqualTo(text);
        assertThat(JsonScanner.over(json, 0, json.length).textLength())
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void measuresEscapesByTheTextThatTheyStandFor() throws MalformedJson {
        byte[] json = "\"\\u0041\\u00e9\\u65e5\\ud83d\\ude00\\/\"".getBytes(StandardCharsets.US_ASCII);
        assertThat(JsonScanner.over(json, 0, json.length).textLength()).isEqualTo(1 + 2 + 3 + 4 + 1);
        assertThat(JsonScanner.over(json, 0, json.length).string()).isEqualTo("Aé日😀/");
    }

    @Test
    void knowsNamesHoweverTheyAreSpelled() throws MalformedJson {
        byte[] json = "{\"id\":1,\"\\u0069d\":2,\"other\":3}".getBytes(StandardCharsets.US_ASCII);
        var names = Names.of("id", "model");
        var in = JsonScanner.over(json, 0, json.length);
        in.enterObject();
        assertThat(in.nextMember()).isTrue();
        assertThat(in.name(names)).isEqualTo("id");
        assertThat(in.count()).isEqualTo(1);
        assertThat(in.nextMember()).isTrue();
        assertThat(in.name(names)).isEqualTo("id");
        assertThat(in.count()).isEqualTo(2);
        assertThat(in.nextMember()).isTrue();
        assertThat(in.name(names)).isEmpty();
        in.skip();
        assertThat(in.nextMember()).isFalse();
        in.expectEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "12.0", "1.2e1", "12.9"})
    void countsWholeParts(String number) throws MalformedJson {
        byte[] json = number.getBytes(StandardCharsets.US_ASCII);
        assertThat(JsonScanner.over(json, 0, json.length).count()).isEqualTo(12);
    }

    @Test
    void saturatesCountsBeyondTheRange() throws MalformedJson {
        byte[] json =
                "[99999999999999999999999,-99999999999999999999999,null,\"7\"]".getBytes(StandardCharsets.US_ASCII);
        var in = JsonScanner.over(json, 0, json.length);
        in.enterArray();
        assertThat(in.nextElement()).isTrue();
        assertThat(in.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.nextElement()).isTrue();
        assertThat(in.count()).isEqualTo(-Long.MAX_VALUE);
        assertThat(in.nextElement()).isTrue();
        assertThat(in.count()).isZero();
        assertThat(in.nextElement()).isTrue();
        assertThat(in.count()).isZero();
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        byte[] json = "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> JsonScanner.over(json, 0, json.length).skip()).isInstanceOf(MalformedJson.class)
                .hasMessageContaining("nested");
    }

    /** Never a zero, by which Jackson would take the text for UTF-16. */
    private static byte mutation(Random random, byte[] bytes) {
        String signs = "{}[]\",:\\ue1-+.0tfn \n";
        return random.nextInt(4) == 0
                ? (byte) random.nextInt(1, 256)
                : random.nextBoolean() ? (byte) signs.charAt(random.nextInt(signs.length()))
                        : bytes[random.nextInt(bytes.length)];
    }

    private static boolean scannerAccepts(byte[] bytes) {
        try {
            var in = JsonScanner.over(bytes, 0, bytes.length);
            in.skip();
            in.expectEnd();
            return true;
        } catch (MalformedJson e) {
            return false;
        }
    }

    /** Jackson lets overlong forms and surrogates pass. */
    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Strings are decoded too, since Jackson looks at them closely only then. */
    private static boolean jacksonAccepts(byte[] bytes) {
        try (JsonParser parser = Json.parser(bytes, 0, bytes.length)) {
            if (parser.nextToken() == null) {
                return false;
            }
            int depth = 0;
            do {
                depth += parser.currentToken().isStructStart() ? 1 : parser.currentToken().isStructEnd() ? -1 : 0;
                parser.getString();
            } while (depth > 0 && parser.nextToken() != null);
            return depth == 0 && parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
