package dev.interline.config;

import java.util.List;
import java.util.stream.Collectors;

/** What came of reading the configuration. */
public sealed interface Loading {

    /**
     * It is good.
     *
     * @param settings every key with its effective value, in the order of the records
     */
    record Loaded(Config config, List<Setting> settings) implements Loading {
        public Loaded {
            settings = List.copyOf(settings);
        }
    }

    /** It is refused for all these reasons. */
    record Refused(List<Issue> issues) implements Loading {
        public Refused {
            issues = List.copyOf(issues);
        }

        /** A line for each issue. */
        public String text() {
            return issues.stream().map(Issue::text).collect(Collectors.joining("\n"));
        }
    }
}
