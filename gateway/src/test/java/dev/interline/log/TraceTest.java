package dev.interline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void tellsWhereButNotWhat() {
        var text = new StringWriter();
        Trace.of(new NumberFormatException("For input string: my secret prompt", new IllegalStateException("sk-key")))
                .printStackTrace(new PrintWriter(text, true));
        assertThat(text.toString()).contains("NumberFormatException").contains("tellsWhereButNotWhat")
                .doesNotContain("secret").doesNotContain("sk-key");
    }

    private static final class NumberFormatException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NumberFormatException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
