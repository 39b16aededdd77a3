package dev.interline.provider.openai;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;

/**
 * One pass over one frame (a stream's chunk or a whole answer): what it carries, and where the places lie that are the
 * gateway's to change. Reused from frame to frame; makes no garbage for an ordinary chunk.
 */
final class FrameScan {
    private static final Names FRAME = Names.of("id", "object", "created", "model", "choices", "usage",
            "system_fingerprint", "provider", "error", "x_groq", "service_tier");
    private static final Names CHOICE = Names.of("index", "delta", "finish_reason", "native_finish_reason", "message",
            "text", "usage", "error");
    private static final Names GROQ = Names.of("usage", "error");

    private final JsonScanner in = new JsonScanner();
    private final Spans spans = new Spans();
    private final Removal removal = new Removal(this::ours);
    private final Removal choiceRemoval = new Removal(this::ours);
    private final Learned learned;
    private final DeltaScan delta;

    private byte[] bytes = {};
    private boolean whole;
    private int signs;
    private int choices;
    private boolean hasChoices;
    private boolean usageAtTop;

    FrameScan(DeltaNames names, Learned learned) {
        this.learned = learned;
        this.delta = new DeltaScan(in, spans, names, learned);
    }

    /** Reads the frame in {@code bytes[from, to)}, which is a whole answer or a stream's chunk. */
    void read(byte[] frame, int from, int to, boolean isWhole) throws MalformedJson {
        bytes = frame;
        whole = isWhole;
        signs = 0;
        choices = 0;
        hasChoices = false;
        usageAtTop = false;
        spans.clear();
        in.reset(frame, from, to);
        in.enterObject();
        spans.add(Mark.HEAD, in.position(), in.position());
        removal.begin(in.position());
        while (in.nextMember()) {
            member(in.nameStart());
            removal.passed(in.position());
        }
        removal.end(in.position() - 1);
        in.expectEnd();
    }

    Spans spans() {
        return spans;
    }

    boolean has(Sign sign) {
        return (signs & 1 << sign.ordinal()) != 0;
    }

    /** How many choices the frame has. */
    int choiceCount() {
        return choices;
    }

    /** Whether the frame has the member {@code choices}, if only an empty one. */
    boolean hasChoices() {
        return hasChoices;
    }

    private void ours(int from, int to) {
        spans.add(Mark.OURS, from, to);
    }

    private void sign(Sign sign) {
        signs |= 1 << sign.ordinal();
    }

    private void member(int nameStart) throws MalformedJson {
        switch (in.name(FRAME)) {
            case "id" -> {
                identity();
                removal.take(in.position());
            }
            case "model" -> {
                model();
                removal.take(in.position());
            }
            case "object", "created", "provider" -> {
                in.skip();
                removal.take(in.position());
            }
            case "usage" -> {
                usageAtTop |= usage();
                removal.take(in.position());
            }
            case "system_fingerprint" -> fingerprint(nameStart);
            case "service_tier" -> {
                removal.keep(nameStart);
                tier();
            }
            case "choices" -> choices(nameStart);
            case "error" -> {
                if (!in.atNull()) {
                    sign(Sign.FAILURE);
                }
                removal.keep(nameStart);
                in.skip();
            }
            case "x_groq" -> {
                removal.keep(nameStart);
                groq();
            }
            default -> {
                removal.keep(nameStart);
                in.skip();
            }
        }
    }

    private void identity() throws MalformedJson {
        if (in.peek() == '"' && learned.lacksId()) {
            learned.id(in.string());
        } else {
            in.skip();
        }
    }

    private void model() throws MalformedJson {
        if (in.peek() == '"' && learned.lacksModel()) {
            learned.model(in.string());
        } else {
            in.skip();
        }
    }

    private void tier() throws MalformedJson {
        if (in.peek() == '"' && learned.lacksTier()) {
            learned.tier(in.string());
        } else {
            in.skip();
        }
    }

    /** A fingerprint that says nothing goes: in a whole answer it is null anyway, in a chunk absent (OpenRouter). */
    private void fingerprint(int nameStart) throws MalformedJson {
        int from = in.position();
        if (in.atNull()) {
            in.skip();
            removal.take(in.position());
            return;
        }
        removal.keep(nameStart);
        in.skip();
        spans.add(Mark.FINGERPRINT, from, in.position());
    }

    private boolean usage() throws MalformedJson {
        int from = in.position();
        if (in.peek() != '{') {
            in.skip();
            return false;
        }
        learned.usage(in, bytes, from);
        sign(Sign.USAGE);
        return true;
    }

    private void groq() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(GROQ)) {
                case "usage" -> nestedUsage();
                case "error" -> {
                    if (!in.atNull()) {
                        sign(Sign.FAILURE);
                    }
                    in.skip();
                }
                default -> in.skip();
            }
        }
    }

    /** Usage where only a vendor looks for it; what stands at the top wins. */
    private void nestedUsage() throws MalformedJson {
        if (usageAtTop) {
            in.skip();
        } else {
            usage();
        }
    }

    private void choices(int nameStart) throws MalformedJson {
        hasChoices = true;
        if (in.peek() != '[') {
            in.skip();
            removal.take(in.position());
            return;
        }
        in.enterArray();
        while (in.nextElement()) {
            if (choices++ == 0) {
                removal.keep(nameStart);
            }
            choice();
        }
        if (choices == 0) {
            removal.take(in.position());
        }
    }

    private void choice() throws MalformedJson {
        in.enterObject();
        choiceRemoval.begin(in.position());
        while (in.nextMember()) {
            choiceMember(in.nameStart());
            choiceRemoval.passed(in.position());
        }
        int closing = in.position() - 1;
        choiceRemoval.end(closing);
        spans.add(Mark.CHOICE, closing, closing);
    }

    private void choiceMember(int nameStart) throws MalformedJson {
        int nameEnd = in.nameEnd();
        int from = in.position();
        String name = in.name(CHOICE);
        if (name.equals("delta") && whole) {
            in.skip();
            choiceRemoval.take(in.position());
            return;
        }
        choiceRemoval.keep(nameStart);
        switch (name) {
            case "delta" -> delta();
            case "message" -> {
                if (whole) {
                    spans.add(Mark.MESSAGE, nameStart, nameEnd);
                    delta();
                } else {
                    in.skip();
                }
            }
            case "index" -> {
                in.skip();
                spans.add(Mark.INDEX, from, in.position());
            }
            case "finish_reason" -> {
                finishReason();
                spans.add(Mark.FINISH_REASON, from, in.position());
            }
            case "native_finish_reason" -> {
                nativeFinishReason();
                spans.add(Mark.NATIVE_FINISH_REASON, from, in.position());
            }
            case "text" -> text();
            case "usage" -> nestedUsage();
            case "error" -> {
                if (!in.atNull()) {
                    sign(Sign.FAILURE);
                }
                in.skip();
            }
            default -> in.skip();
        }
    }

    private void delta() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
        } else if (delta.read()) {
            sign(Sign.CONTENT);
            if (delta.hasCalls()) {
                sign(Sign.CALL);
            }
        }
    }

    private void finishReason() throws MalformedJson {
        if (in.peek() != '"') {
            in.skip();
            return;
        }
        String reason = in.string();
        if (!reason.isEmpty()) {
            learned.finish(reason);
            sign(FinishReason.ofChat(reason) == FinishReason.ERROR ? Sign.FAILURE : Sign.FINISH);
        }
    }

    private void nativeFinishReason() throws MalformedJson {
        if (in.peek() == '"') {
            learned.nativeFinish(in.string());
        } else {
            in.skip();
        }
    }

    private void text() throws MalformedJson {
        if (in.peek() != '"') {
            in.skip();
            return;
        }
        int length = in.textLength();
        if (length > 0) {
            learned.delivered(length);
            sign(Sign.CONTENT);
        }
    }
}
