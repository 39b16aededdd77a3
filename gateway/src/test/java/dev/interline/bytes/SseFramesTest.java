package dev.interline.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SseFramesTest {
    private static final String STREAM = "\uFEFF: hello\n\nevent: ping\r\ndata: {}\r\n\r\ndata:a\ndata: b\n\n"
            + "id: 7\rdata: ü€😀\r\revent: message_stop\ndata: x\nretry: 5\n\nevent: only\n\ndata\n\ndata: [DONE]\n\n";
    private static final List<String> EVENTS = List.of("#", "ping|{}", "|a\nb", "|ü€😀", "message_stop|x", "|",
            "|[DONE]");

    @Test
    void readsTheSameEventsWhereverTheStreamIsCut() throws MalformedJson {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(read(bytes, cut)).as("cut at %d", cut).isEqualTo(EVENTS);
        }
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            int[] cuts = random.ints(random.nextInt(12), 0, bytes.length).sorted().toArray();
            assertThat(read(bytes, cuts)).isEqualTo(EVENTS);
        }
    }

    @Test
    void keepsNothingOfACallersBytes() throws MalformedJson {
        var seen = new ArrayList<String>();
        var frames = new SseFrames(1000);
        byte[] first = "data: kept\n".getBytes(StandardCharsets.UTF_8);
        frames.read(first, 0, first.length, recorder(seen));
        java.util.Arrays.fill(first, (byte) 'z');
        byte[] second = "\n".getBytes(StandardCharsets.UTF_8);
        frames.read(second, 0, 1, recorder(seen));
        assertThat(seen).containsExactly("|kept");
    }

    @Test
    void tellsAStreamThatWasCutInsideAnEvent() throws MalformedJson {
        var frames = new SseFrames(1000);
        byte[] bytes = "data: a\n\ndata: {\"x".getBytes(StandardCharsets.UTF_8);
        var seen = new ArrayList<String>();
        frames.read(bytes, 0, bytes.length, recorder(seen));
        assertThat(seen).containsExactly("|a");
        assertThat(frames.midEvent()).isTrue();
        frames.end(recorder(seen));
        assertThat(seen).containsExactly("|a", "|{\"x");
        assertThat(frames.midEvent()).isFalse();
    }

    @Test
    void refusesAnEventBeyondTheLimit() {
        var frames = new SseFrames(10);
        byte[] bytes = "data: 0123456789".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> frames.read(bytes, 0, bytes.length, recorder(new ArrayList<>())))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("10 bytes");
    }

    private static List<String> read(byte[] bytes, int... cuts) throws MalformedJson {
        var seen = new ArrayList<String>();
        var frames = new SseFrames(1000);
        int from = 0;
        for (int cut : cuts) {
            frames.read(bytes.clone(), from, cut, recorder(seen));
            from = cut;
        }
        frames.read(bytes.clone(), from, bytes.length, recorder(seen));
        return seen;
    }

    private static SseFrames.Handler recorder(List<String> seen) {
        return new SseFrames.Handler() {
            @Override
            public void event(String name, byte[] bytes, int from, int to) {
                seen.add(name + "|" + new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }

            @Override
            public void comment() {
                seen.add("#");
            }
        };
    }
}
