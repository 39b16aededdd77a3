package dev.interline.config;

import java.util.Optional;

/**
 * A listener of its own for what management keys may do, to be kept away from the clients' network.
 *
 * @param port without one, the management API is where everything else is; 0 takes a free one
 */
public record Management(@Default("127.0.0.1") @AtRestart String host, @AtRestart Optional<Integer> port) {
    public Management {
        var checks = new Checks().that(host.matches("[0-9A-Za-z.:%_-]+"), "host", host,
                "a host name or an IP address without brackets");
        port.ifPresent(number -> checks.between("port", number, 0, 65535));
        checks.done();
    }
}
