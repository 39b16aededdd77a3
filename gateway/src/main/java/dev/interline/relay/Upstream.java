package dev.interline.relay;

import dev.interline.exchange.Headers;
import dev.interline.exchange.UpstreamFailure;

/** The connection of one attempt. Nothing is reported after {@link #cancel()} or {@link #release()}. */
interface Upstream {
    /** Hears what the upstream does; called on the attempt's event loop. */
    interface Listener {
        void head(int status, Headers headers);

        /** More of the body; the window is valid only during the call. */
        void data(byte[] bytes, int from, int to);

        /** All that had arrived was told, and the body goes on: now is the time to pass on what was made of it. */
        void caughtUp();

        /** The body ended well. */
        void end();

        /** The connection could not be made or broke; the last call. */
        void broken(UpstreamFailure failure);
    }

    /** Stops reading; what has arrived already may still be reported. */
    void pause();

    void resume();

    /** Closes the connection at once. */
    void cancel();

    /** Lets the rest of the body run out unheard, so that the connection can serve again. */
    void release();
}
