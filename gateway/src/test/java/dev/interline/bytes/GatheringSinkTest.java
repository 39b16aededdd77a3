package dev.interline.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GatheringSinkTest {
    private final Random random = new Random(7);

    @Test
    void readsAnyRangeOfWhatWasAppended() {
        for (int round = 0; round < 200; round++) {
            var whole = new ByteSink(64);
            var sink = new GatheringSink(64);
            for (int i = random.nextInt(8); i > 0; i--) {
                byte[] bytes = bytes(random.nextInt(3000));
                int from = random.nextInt(bytes.length + 1);
                int to = from + random.nextInt(bytes.length - from + 1);
                if (random.nextBoolean()) {
                    sink.own().write(bytes, from, to);
                } else {
                    sink.window(bytes, from, to);
                }
                whole.write(bytes, from, to);
            }
            assertThat(sink.size()).isEqualTo(whole.size());
            assertThat(sink.toBytes()).isEqualTo(whole.toBytes());
            int from = random.nextInt(whole.size() + 1);
            int to = from + random.nextInt(whole.size() - from + 1);
            assertThat(read(sink, from, to)).isEqualTo(Arrays.copyOfRange(whole.array(), from, to));
        }
    }

    @Test
    void copiesNoLongWindowBeforeItIsRead() {
        byte[] bytes = bytes(100_000);
        var sink = new GatheringSink(100_000);
        sink.own().write('[');
        sink.window(bytes, 0, bytes.length).own().write(']');

        Arrays.fill(bytes, (byte) 'x');
        assertThat(sink).hasToString("[" + "x".repeat(bytes.length) + "]");
        assertThat(sink.own().size()).isEqualTo(2);
    }

    @Test
    void isASinkOfItsOwnBytesAlone() {
        assertThat(GatheringSink.over(new ByteSink(8).text("caf\u00e9"))).hasToString("caf\u00e9");
        assertThat(new GatheringSink(0).toBytes()).isEmpty();
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(GatheringSink sink, int from, int to) {
        var read = new ByteSink(to - from);
        sink.read(from, to, (bytes, start, length) -> read.write(bytes, start, start + length));
        return read.toBytes();
    }
}
