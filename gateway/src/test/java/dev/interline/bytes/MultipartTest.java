package dev.interline.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    private static List<Multipart.Part> parse(String body, String boundary) {
        byte[] bytes = body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return Multipart.parse(bytes, bytes.length, "multipart/form-data; boundary=" + boundary);
    }

    @Test
    void readsFieldsAndFiles() {
        var parts = parse("""
                preamble
                --a-b
                Content-Disposition: form-data; name="prompt"

                What is it?
                two lines --a-b not here
                --a-b
                content-type: IMAGE/PNG; x=y
                content-disposition: form-data; filename="a \\"b\\".png"; name=file

                bytes
                --a-b
                Content-Disposition: form-data; name="empty"


                --a-b--
                """, "\"a-b\"");
        assertThat(parts).extracting(Multipart.Part::name).containsExactly("prompt", "file", "empty");
        assertThat(parts.getFirst().text()).isEqualTo("What is it?\r\ntwo lines --a-b not here");
        assertThat(parts.get(1).file()).contains("a \"b\".png");
        assertThat(parts.get(1).contentType()).contains("image/png");
        assertThat(parts.get(1).content()).asString().isEqualTo("bytes");
        assertThat(parts.get(2).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--x\n", "--x\n\n--x--", "--x\nContent-Disposition: form-data; name=a\n\nbody",
            "--x\nContent-Disposition: form-data\n\nbody\n--x--", "--x\nContent-Disposition: form-data; name=a\n--x--"})
    void refusesWhatIsNone(String body) {
        assertThatThrownBy(() -> parse(body, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse(body, "")).hasMessageContaining("boundary");
    }
}
