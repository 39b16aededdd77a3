package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Covers;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The request of document 000, "PowerShell Integration Notes", as Windows PowerShell 5.1 puts it on the wire: it asks whether
 * its body is welcome, and {@code ConvertTo-Json} aligns members in its own way, with CRLF.
 */
class PowerShellIT {
    private static final String BODY = """
            {
                "model":  "openai/gpt-3.5-turbo",
                "max_tokens":  100,
                "messages":  [
                                 {
                                     "role":  "user",
                                     "content":  "Hello, world!"
                                 }
                             ]
            }""".replace("\n", "\r\n");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().forClass();

    @Test
    @Covers("000:220")
    void asksBeforeItSendsItsBody() throws IOException {
        byte[] body = BODY.getBytes(StandardCharsets.ISO_8859_1);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), GATEWAY.base().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("""
                    POST /api/v1/chat/completions HTTP/1.1
                    Authorization: Bearer %s
                    User-Agent: Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1
                    Content-Type: application/json
                    Host: 127.0.0.1
                    Content-Length: %d
                    Expect: 100-continue
                    Connection: Keep-Alive

                    """.formatted(TestGateway.KEY, body.length)).replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var in = socket.getInputStream();
            assertThat(head(in)).as("before the body was sent").startsWith("HTTP/1.1 100 Continue\r\n");
            socket.getOutputStream().write(body);
            var head = head(in);
            assertThat(head).startsWith("HTTP/1.1 200 OK\r\n").containsIgnoringCase("content-type: application/json");
            int length = Integer.parseInt(head.lines().filter(line -> line.toLowerCase(Locale.ROOT)
                    .startsWith("content-length: ")).findFirst().orElseThrow().substring(16).strip());
            var answer = Json.tree(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            assertThat(answer.at("/choices/0/message/content").asString()).isNotEmpty();
            assertThat(answer.path("model").asString()).isEqualTo("openai/gpt-3.5-turbo");
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            assertThat(next).as("the connection ended after " + head).isNotNegative();
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }
}
