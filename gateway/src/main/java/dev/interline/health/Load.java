package dev.interline.health;

/** An attempt that is under way. */
public interface Load {
    /** One that is not counted. */
    Load NONE = () -> {};

    /** It is over, however it ended. */
    void ended();
}
