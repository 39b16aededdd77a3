package dev.interline.dialect.chat;

import dev.interline.exchange.Prompt;

/** Counts what is in a prompt beside text. */
final class PromptMedia {
    private int images;
    private int imageBytes;
    private boolean open;

    void image(int bytes) {
        images++;
        imageBytes += bytes;
    }

    /** Something whose size its bytes do not tell. */
    void open() {
        open = true;
    }

    Prompt prompt(int bytes) {
        return new Prompt(bytes, images, imageBytes, open);
    }
}
