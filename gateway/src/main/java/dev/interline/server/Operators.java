package dev.interline.server;

import dev.interline.catalog.Known;
import dev.interline.config.Sources;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** Where an operator's configuration comes from, with the names of the providers that need no address in it. */
public final class Operators {
    private Operators() {}

    /**
     * The sources of this process.
     *
     * @param file the file that the command line names
     * @param options what the command line sets, text by path
     */
    public static Sources sources(Optional<Path> file, Map<String, String> options) {
        var vendors = new HashSet<>(Known.vendorSlugs());
        vendors.addAll(StandIns.slugs());
        return Sources.ofProcess(file, options).withVendors(vendors);
    }
}
