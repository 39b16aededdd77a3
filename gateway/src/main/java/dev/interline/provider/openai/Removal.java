package dev.interline.provider.openai;

import dev.interline.exchange.Mark;
import dev.interline.exchange.Spans;

/** Marks members of one object for removal, commas included, so that what is left of the object is valid. */
final class Removal {
    private final Spans spans;
    private int open;
    private int edge;
    private boolean keptAny;
    private boolean pending;

    Removal(Spans spans) {
        this.spans = spans;
    }

    /** The object's members begin at this offset, behind the brace. */
    void begin(int behindBrace) {
        open = behindBrace;
        edge = behindBrace;
        keptAny = false;
        pending = false;
    }

    /** The member whose name begins here stays; to be told before places inside its value are marked. */
    void keep(int nameStart) {
        if (!keptAny && pending) {
            spans.add(Mark.OURS, open, nameStart);
        }
        keptAny = true;
    }

    /** The member whose value ends here goes. */
    void take(int valueEnd) {
        if (keptAny) {
            spans.add(Mark.OURS, edge, valueEnd);
        }
        pending = true;
    }

    /** The member, kept or taken, ends here. */
    void passed(int valueEnd) {
        edge = valueEnd;
    }

    /** The object's closing brace is here. */
    void end(int closing) {
        if (!keptAny && pending) {
            spans.add(Mark.OURS, open, closing);
        }
    }
}
