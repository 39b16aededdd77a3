package dev.interline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageReaderTest {
    private static final String TWO =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n"
                    + "POST /json/v1 HTTP/1.1\r\ncontent-LENGTH: 3\r\n\r\nxyz";

    /** Writes down what it hears. */
    private static final class Heard implements MessageReader.Listener {
        final List<String> messages = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private String second = "";

        @Override
        public void head(MessageReader message) {
            second = message.word(1);
        }

        @Override
        public void body(byte[] bytes, int from, int to) {
            body.write(bytes, from, to - from);
        }

        @Override
        public void end() {
            messages.add(second + " " + body.toString(StandardCharsets.US_ASCII));
            body.reset();
        }
    }

    @Test
    void findsMessagesWhereverTheyAreCut() {
        byte[] bytes = TWO.getBytes(StandardCharsets.US_ASCII);
        for (int piece = 1; piece <= bytes.length; piece++) {
            var heard = new Heard();
            var reader = new MessageReader(heard);
            for (int from = 0; from < bytes.length; from += piece) {
                reader.read(bytes, from, Math.min(bytes.length, from + piece));
            }
            assertThat(heard.messages).as("pieces of " + piece).containsExactly("200 helloabcdefghijklmnopqrstuvwxyz",
                    "/json/v1 xyz");
            assertThat(reader.idle()).isTrue();
        }
    }

    @Test
    void endsAMessageWithoutBodyAtItsHead() {
        var heard = new Heard();
        byte[] bytes = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        new MessageReader(heard).read(bytes, 0, bytes.length);
        assertThat(heard.messages).containsExactly("204 ");
    }
}
