package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;

/** The members that say what an answer is and who gave it; the same in every chunk of it. */
final class Head {
    private Head() {}

    /** An opening brace and the members behind it, without a comma at the end. */
    static byte[] of(Answer answer, boolean chunk) {
        return new ByteSink(256).text("{\"id\":").string(answer.id())
                .text(",\"provider\":").string(answer.provider())
                .text(",\"model\":").string(answer.model())
                .text(",\"object\":").string(chunk ? "chat.completion.chunk" : "chat.completion")
                .text(",\"created\":").number(answer.created())
                .toBytes();
    }
}
