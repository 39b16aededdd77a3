package dev.interline.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InflationTest {
    private static final byte[] TEXT = "again and again ".repeat(5000).getBytes(StandardCharsets.US_ASCII);

    private interface Packing {
        OutputStream over(OutputStream out) throws IOException;
    }

    private final BodyBudget budget = new BodyBudget(() -> 1 << 20);
    private final Inflation inflation = new Inflation(budget, 1 << 19);

    @Test
    void unfoldsGzip() {
        assertThat(inflation.plain("gzip", packed(GZIPOutputStream::new, TEXT)).toBytes()).isEqualTo(TEXT);
        assertThat(inflation.plain("X-GZIP", packed(GZIPOutputStream::new, TEXT)).toBytes()).isEqualTo(TEXT);
    }

    @Test
    void unfoldsDeflateWithAndWithoutItsHead() {
        assertThat(inflation.plain("deflate", packed(DeflaterOutputStream::new, TEXT)).toBytes()).isEqualTo(TEXT);
        assertThat(inflation.plain("deflate", packed(out -> new DeflaterOutputStream(out, new Deflater(9, true)), TEXT))
                .toBytes()).isEqualTo(TEXT);
    }

    @Test
    void takesWhatItUnfoldsFromTheBudget() {
        inflation.plain("gzip", packed(GZIPOutputStream::new, TEXT));
        assertThat(inflation.reserved()).isEqualTo(TEXT.length).isEqualTo(budget.taken());
    }

    @Test
    void stopsAtTheLimit() {
        var bomb = packed(GZIPOutputStream::new, new byte[64 << 20]);
        assertThatThrownBy(() -> inflation.plain("gzip", bomb))
                .isInstanceOfSatisfying(Rejected.class, e -> assertThat(e.problem().status()).isEqualTo(413));
        assertThat(inflation.reserved()).isLessThanOrEqualTo(1 << 19);
    }

    @Test
    void refusesWhatIsNotWhatItSays() {
        var cut = packed(GZIPOutputStream::new, TEXT);
        cut.truncate(cut.size() / 2);
        for (var broken : new ByteSink[]{cut, new ByteSink(16).text("{\"model\":1}"), new ByteSink(16)}) {
            assertThatThrownBy(() -> inflation.plain("gzip", broken))
                    .isInstanceOfSatisfying(Rejected.class, e -> assertThat(e.problem().status()).isEqualTo(400));
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip,true", "GZip,true", "x-gzip,true", "deflate,true", "identity,false", "br,false", ",false"})
    void knowsTheEncodingsThatClientsUse(String encoding, boolean known) {
        assertThat(Inflation.knows(encoding)).isEqualTo(known);
    }

    private static ByteSink packed(Packing packing, byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var out = packing.over(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ByteSink.over(bytes.toByteArray());
    }
}
