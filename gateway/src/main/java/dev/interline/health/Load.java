package dev.interline.health;

/** An attempt that is under way. */
public interface Load {
    /** It is over, however it ended. */
    void ended();
}
