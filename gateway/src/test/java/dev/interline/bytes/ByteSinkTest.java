package dev.interline.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ByteSinkTest {
    @Test
    void writesNoGigabyteOfZeros() {
        assertThat(new ByteSink(0).decimal(new BigDecimal("1e-999999999")).toBytes()).asString()
                .isEqualTo("1E-999999999");
        assertThat(new ByteSink(0).decimal(new BigDecimal("12.50e-10")).toBytes()).asString()
                .isEqualTo("0.00000000125");
    }

    @Test
    void givesBackWhatOneMomentNeeded() {
        var sink = new ByteSink(16).text("x".repeat(100));
        byte[] large = sink.array();
        sink.clear(large.length);
        assertThat(sink.array()).isSameAs(large);
        sink.clear(64);
        assertThat(sink.array()).isEmpty();
        assertThat(sink.text("again").toBytes()).asString().isEqualTo("again");
    }

    @Test
    void writesJsonStringsThatReadBackTheSame() {
        String text = "plain \"quoted\" \\ \n\r\t\b\f\u0001 é € 😀 \uD800 end";
        var sink = new ByteSink(1).string(text);
        assertThat(Json.mapper().readValue(sink.toBytes(), String.class)).isEqualTo(text);
    }

    @Test
    void writesDecimalsWithoutExponent() {
        assertThat(new ByteSink(8).decimal(new BigDecimal("0.000000010")).toString()).isEqualTo("0.00000001");
        assertThat(new ByteSink(8).decimal(new BigDecimal("1E+3")).toString()).isEqualTo("1000");
        assertThat(new ByteSink(8).decimal(new BigDecimal("0.00")).toString()).isEqualTo("0");
    }

    @Test
    void growsAndTruncates() {
        var sink = new ByteSink(1).text("hello ").text("wörld").number(-12);
        assertThat(sink.toString()).isEqualTo("hello wörld-12");
        sink.truncate(5);
        assertThat(sink.toString()).isEqualTo("hello");
    }

    @Test
    void takesWhatAnotherHolds() {
        var from = new ByteSink(8).text("one");
        byte[] memory = from.array();
        var sink = new ByteSink(0).take(from);
        assertThat(sink.toString()).isEqualTo("one");
        assertThat(sink.array()).as("not copied").isSameAs(memory);
        assertThat(from.isEmpty()).isTrue();
        sink.take(from.text(" two"));
        assertThat(sink.toString()).isEqualTo("one two");
        assertThat(from.isEmpty()).isTrue();
    }
}
