package dev.interline.command;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/** Whether this JVM runs from an AOT cache: the launcher asks for one, the JVM drops it when it does not fit. */
enum AotCache {
    /** The JVM loaded the cache that it was given. */
    USED,
    /** The JVM was given a cache and dropped it, because it was made by another JDK, other flags or other jars. */
    REJECTED,
    /** The JVM was started without a cache. */
    ABSENT;

    private static final String FLAG = "-XX:AOTCache=";

    static AotCache state() {
        if (file().isEmpty()) {
            return ABSENT;
        }
        return System.getProperty("java.vm.info", "").contains("sharing") ? USED : REJECTED;
    }

    /** The cache file that this JVM was started with. */
    static Optional<String> file() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(FLAG)).map(argument -> argument.substring(FLAG.length()))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
