package dev.interline.builtin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** Asks one server for one page, without following where it points. Blocks. */
@FunctionalInterface
public interface Fetcher {
    /**
     * What a server answered.
     *
     * @param body its first bytes, as many as are wanted
     * @param truncated whether there were more
     */
    record Page(int status, Optional<String> location, Optional<String> contentType, byte[] body, boolean truncated) {}

    /**
     * Gets a page.
     *
     * @param uri what is asked for, http or https
     * @param address of the server; no other may be connected to, whatever the name means by then
     * @param most bytes of the body
     */
    Page get(URI uri, InetAddress address, int most) throws IOException;
}
