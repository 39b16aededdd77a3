package dev.interline.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the configuration is read from.
 *
 * @param named the file that the command line names
 * @param directory folder in which {@code interline.yaml} is looked for when no file is named
 * @param environment all variables; those that begin with {@code INTERLINE_} are settings
 * @param options what the command line sets, text by path, such as {@code port}
 * @param vendors names of providers whose address is known by heart; when empty, addresses are not asked for
 */
public record Sources(
        Optional<Path> named,
        Path directory,
        Environment environment,
        Map<String, String> options,
        Set<String> vendors) {

    public Sources {
        options = Map.copyOf(options);
        vendors = Set.copyOf(vendors);
    }

    /** The sources of this process. */
    public static Sources ofProcess(Optional<Path> named, Map<String, String> options) {
        return new Sources(named, Path.of(""), Environment.ofProcess(), options, Set.of());
    }

    public Sources withVendors(Set<String> names) {
        return new Sources(named, directory, environment, options, names);
    }

    /** The file that is read, or would be if it existed. */
    public Path file() {
        return named.or(() -> environment.value(Variables.CONFIG).map(Path::of))
                .orElseGet(() -> directory.resolve("interline.yaml"));
    }

    /** Whether the file was asked for, so that it must exist. */
    boolean fileIsNamed() {
        return named.isPresent() || environment.value(Variables.CONFIG).isPresent();
    }

    /** Whether there is a file to read. */
    public boolean hasFile() {
        return fileIsNamed() || Files.exists(file());
    }
}
