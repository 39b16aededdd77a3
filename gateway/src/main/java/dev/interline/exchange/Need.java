package dev.interline.exchange;

/** A capability without which an endpoint cannot serve a request. */
public enum Need {
    TOOLS, STRUCTURED_OUTPUT, IMAGE_INPUT, AUDIO_INPUT, FILE_INPUT, VIDEO_INPUT, AUDIO_OUTPUT, IMAGE_OUTPUT
}
