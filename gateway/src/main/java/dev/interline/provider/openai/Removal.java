package dev.interline.provider.openai;

/** Cuts members out of one object, commas included, so that what is left of the object is valid. */
final class Removal {
    private final Cut cut;
    private int open;
    private int edge;
    private boolean keptAny;
    private boolean pending;

    /** @param cut is told each piece to leave out, in ascending order */
    Removal(Cut cut) {
        this.cut = cut;
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
            cut.piece(open, nameStart);
        }
        keptAny = true;
    }

    /** The member whose value ends here goes. */
    void take(int valueEnd) {
        if (keptAny) {
            cut.piece(edge, valueEnd);
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
            cut.piece(open, closing);
        }
    }

    /** Takes note of {@code [from, to)} as a piece to leave out. */
    @FunctionalInterface
    interface Cut {
        void piece(int from, int to);
    }
}
