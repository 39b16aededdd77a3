package dev.interline.dialect.chat;

import dev.interline.exchange.Opening;
import dev.interline.exchange.Prompt;

/** Counts what is in a prompt beside text, and notes where its conversation begins. */
final class PromptMedia {
    private int images;
    private int imageBytes;
    private boolean open;
    private Opening opening = Opening.NONE;

    void image(int bytes) {
        images++;
        imageBytes += bytes;
    }

    /** Something whose size its bytes do not tell. */
    void open() {
        open = true;
    }

    /** The message that comes next. */
    void message(boolean system, int from, int to) {
        opening = opening.then(system, from, to);
    }

    Prompt prompt(int bytes) {
        return new Prompt(bytes, images, imageBytes, open, opening);
    }
}
