package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.TestGateway;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A fenced piece of code of a document. */
record Sample(String language, String code) {
    private static final Pattern ADDRESS = Pattern.compile("https://openrouter\\.ai(?=/api/v1)|https://your-api\\.com");
    private static final Pattern KEY = Pattern.compile("sk-or-v1-\\.\\.\\.|YOUR_JWT_TOKEN|YOUR_API_KEY");

    /** The piece of a document that is fenced at a line. */
    static Sample at(String number, int line) {
        var document = Document.of(number);
        assertThat(document.line(line)).as("%s:%d", number, line).startsWith("```");
        return new Sample(document.line(line).substring(3), document.lines().stream().skip(line)
                .takeWhile(text -> !text.startsWith("```")).collect(Collectors.joining("\n", "", "\n")));
    }

    /** The code with the gateway's address and key. */
    String against(URI gateway) {
        return against(gateway, TestGateway.KEY);
    }

    /** The same with another key, or a token. */
    String against(URI gateway, String key) {
        return KEY.matcher(ADDRESS.matcher(code).replaceAll(gateway.toString())).replaceAll(key);
    }
}
