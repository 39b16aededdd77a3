package dev.interline.exchange;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import java.util.zip.CRC32C;

/**
 * Where in a body a conversation begins: the first message that instructs the model, and the first of anybody else. Who sends
 * them again goes on with the same conversation (OpenRouter: sticky routing).
 *
 * @param systemFrom first byte of the first message of a system or developer; 0 without one
 * @param systemTo offset behind it
 * @param firstFrom first byte of the first other message, or of a bare string; 0 without one
 * @param firstTo offset behind it
 * @param continued whether others follow
 */
public record Opening(int systemFrom, int systemTo, int firstFrom, int firstTo, boolean continued) {
    /** Nothing that could be recognized. */
    public static final Opening NONE = new Opening(0, 0, 0, 0, false);

    /** Most bytes of each message that count: what is behind them may be an image of many megabytes. */
    private static final int MOST = 16 * 1024;
    private static final Names MESSAGE = Names.of("content");
    private static final Names PART = Names.of("text");

    /** The same with the message that comes next in the body; only the first of its kind counts. */
    public Opening then(boolean system, int from, int to) {
        if (system) {
            return systemTo == 0 ? new Opening(from, to, firstFrom, firstTo, continued) : this;
        }
        if (firstTo == 0) {
            return new Opening(systemFrom, systemTo, from, to, false);
        }
        return continued ? this : new Opening(systemFrom, systemTo, firstFrom, firstTo, true);
    }

    /** Whether there is something to know a conversation by. */
    public boolean isThere() {
        return firstTo != 0;
    }

    /** A number that tells this conversation from others; the same while only marks around its texts change. */
    public long hash(byte[] body) {
        var first = new CRC32C();
        try {
            texts(JsonScanner.over(body, firstFrom, Math.min(firstTo, firstFrom + MOST)), body, first);
        } catch (MalformedJson e) {
            // It was cut off; what came before has been counted.
        }
        var system = new CRC32C();
        system.update(body, systemFrom, Math.min(systemTo - systemFrom, MOST));
        return system.getValue() << Integer.SIZE | first.getValue();
    }

    /** Only texts count: clients move the marks of what is to be cached from turn to turn. */
    private void texts(JsonScanner in, byte[] body, CRC32C sum) throws MalformedJson {
        switch (in.peek()) {
            case '"' -> text(in, body, sum);
            case '[' -> {
                in.enterArray();
                while (in.nextElement()) {
                    texts(in, body, sum);
                }
            }
            case '{' -> {
                in.enterObject();
                while (in.nextMember()) {
                    if (in.name(MESSAGE).isEmpty() && in.name(PART).isEmpty()) {
                        in.skip();
                    } else {
                        texts(in, body, sum);
                    }
                }
            }
            default -> in.skip();
        }
    }

    /** A text that is cut off counts as far as it goes. */
    private void text(JsonScanner in, byte[] body, CRC32C sum) throws MalformedJson {
        int from = in.position();
        int to = Math.min(firstTo, firstFrom + MOST);
        try {
            in.skip();
            to = in.position();
        } finally {
            sum.update(body, from, to - from);
        }
    }
}
