package dev.interline.relay;

import dev.interline.exchange.Vendor;
import java.net.URI;

/** Where connections go that may serve each other's requests. */
record Origin(String host, int port, boolean tls) {
    /** The origin of a vendor's base URL. */
    static Origin of(Vendor vendor) {
        URI base = base(vendor);
        boolean tls = "https".equalsIgnoreCase(base.getScheme());
        return new Origin(base.getHost(), base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80, tls);
    }

    /** The path that a vendor's requests begin with. */
    static String path(Vendor vendor) {
        String path = base(vendor).getRawPath();
        return path == null ? "" : path;
    }

    /** The host as a request names it: the port is told where it is not the usual one. */
    String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }

    private static URI base(Vendor vendor) {
        return vendor.baseUrl().orElseThrow(() -> new IllegalStateException(vendor.slug() + " has no base URL"));
    }
}
