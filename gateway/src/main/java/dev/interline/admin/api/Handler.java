package dev.interline.admin.api;

/** Answers the calls of one route. May block. */
@FunctionalInterface
public interface Handler {
    /** @throws dev.interline.exchange.Rejected if it cannot be done; then nothing has changed */
    Answer answer(Call call);
}
