package dev.interline.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the file and hands on each good change of it; a bad one is logged, and what was in force stays. It looks when
 * the system tells of a change in the folder and at least once a second, and waits until an editor has finished.
 */
public final class ConfigFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(100);

    private final Sources sources;
    private final Consumer<Config> listener;
    private final WatchService folder;
    private final Thread watcher;

    private Config current;
    private List<String> complaints = List.of();
    private boolean existed;

    private ConfigFile(Sources sources, Config current, Consumer<Config> listener) throws IOException {
        this.sources = sources;
        this.current = current;
        this.listener = listener;
        this.existed = sources.hasFile();
        this.folder = FileSystems.getDefault().newWatchService();
        this.watcher = Thread.ofVirtual().name("config-file").unstarted(this::watch);
    }

    /**
     * Starts to watch, on a virtual thread that also calls the listener.
     *
     * @param current what is in force
     * @param listener gets each new configuration; keys that need a restart keep their values in it
     * @throws IOException when the system cannot watch files
     */
    public static ConfigFile watch(Sources sources, Config current, Consumer<Config> listener) throws IOException {
        var file = new ConfigFile(sources, current, listener);
        file.register();
        file.watcher.start();
        return file;
    }

    @Override
    public void close() throws IOException {
        folder.close();
        watcher.interrupt();
    }

    /** What tells one state of the file from another without reading it. */
    private record Print(long modified, long size, Optional<Object> key) {
        static final Print ABSENT = new Print(0, -1, Optional.empty());

        static Print of(Path file) {
            try {
                var facts = Files.readAttributes(file, BasicFileAttributes.class);
                return new Print(facts.lastModifiedTime().to(TimeUnit.NANOSECONDS), facts.size(),
                        Optional.ofNullable(facts.fileKey()));
            } catch (IOException _) {
                return ABSENT;
            }
        }
    }

    /** A folder that cannot be watched is looked at each second all the same. */
    private void register() {
        try {
            var parent = Objects.requireNonNull(sources.file().toAbsolutePath().getParent());
            parent.register(folder, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException | RuntimeException unwatched) {
            LOG.debug("{} is polled only: {}", sources.file(), unwatched.toString());
        }
    }

    private void watch() {
        Optional<Print> seen = Optional.empty(); // the first look also finds what changed since the start
        try {
            while (true) {
                Print print = Print.of(sources.file());
                if (!seen.equals(Optional.of(print))) {
                    print = settled(print);
                    reload(!print.equals(Print.ABSENT));
                    seen = Optional.of(print);
                }
                await(LOOK);
            }
        } catch (ClosedWatchServiceException | InterruptedException _) {
            LOG.debug("{} is no longer watched", sources.file());
        }
    }

    /** Waits until the file stays the same for a moment. */
    private Print settled(Print first) throws InterruptedException {
        Print last = first;
        while (true) {
            Thread.sleep(QUIET);
            Print next = Print.of(sources.file());
            if (next.equals(last)) {
                return next;
            }
            last = next;
        }
    }

    private void await(Duration longest) throws InterruptedException {
        var key = folder.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    private void reload(boolean exists) {
        if (!exists) {
            if (existed) {
                LOG.warn("{} is gone; the configuration stays as it was", sources.file());
            }
            existed = false;
            return;
        }
        existed = true;
        switch (Config.load(sources)) {
            case Loading.Loaded(var next, _) -> accept(Restart.keep(current, next));
            case Loading.Refused(var issues) -> {
                complaints = List.of();
                issues.forEach(issue -> LOG.error("configuration not reloaded: {}", issue.text()));
            }
        }
    }

    private void accept(Restart.Kept kept) {
        if (!kept.held().equals(complaints)) {
            complaints = kept.held();
            complaints.forEach(path -> LOG.warn("{}: the change takes effect at restart", path));
        }
        if (kept.config().equals(current)) {
            return;
        }
        try {
            listener.accept(kept.config());
            current = kept.config();
            LOG.info("configuration reloaded from {}", sources.file());
        } catch (RuntimeException failed) {
            LOG.error("configuration not reloaded: {}", failed.toString(), failed);
        }
    }
}
