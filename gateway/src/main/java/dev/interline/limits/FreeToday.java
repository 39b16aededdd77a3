package dev.interline.limits;

/** Requests of free models that an account may make on a UTC day, and that were answered or may yet be. */
public record FreeToday(int limit, int used) {
    public int remaining() {
        return Math.max(0, limit - used);
    }
}
