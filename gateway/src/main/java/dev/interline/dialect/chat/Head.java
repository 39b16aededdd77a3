package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;

/** The members that say what an answer is and who gave it; the same in every chunk of it. */
final class Head {
    /** Room for everything besides the texts. */
    private static final int MEMBERS = 120;

    private Head() {}

    /** An opening brace and the members behind it, without a comma at the end; for those who write them often. */
    static ByteSink of(Answer answer, boolean chunk) {
        int texts = answer.id().length() + answer.provider().length() + answer.model().length();
        return write(answer, chunk, new ByteSink(texts + MEMBERS));
    }

    /** Appends the same. */
    static ByteSink write(Answer answer, boolean chunk, ByteSink out) {
        return out.text("{\"id\":").string(answer.id())
                .text(",\"provider\":").string(answer.provider())
                .text(",\"model\":").string(answer.model())
                .text(",\"object\":").string(chunk ? "chat.completion.chunk" : "chat.completion")
                .text(",\"created\":").number(answer.created());
    }
}
