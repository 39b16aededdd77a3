package dev.interline.exchange;

import java.util.Locale;

/** A capability without which an endpoint cannot serve a request. */
public enum Need {
    TOOLS, STRUCTURED_OUTPUT, IMAGE_INPUT, AUDIO_INPUT, FILE_INPUT, VIDEO_INPUT, AUDIO_OUTPUT, IMAGE_OUTPUT;

    /** As people call it, such as "image input". */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
