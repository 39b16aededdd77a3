package dev.interline.catalog;

import java.util.List;
import java.util.Set;

/** What a requested model name means. */
public sealed interface Resolution {

    /**
     * One model.
     *
     * @param variants wishes that were written behind the name
     */
    record Found(Model model, Set<Variant> variants) implements Resolution {
        public Found {
            variants = Set.copyOf(variants);
        }
    }

    /**
     * A bare name that several authors have.
     *
     * @param matches the ids that it may mean, in order
     */
    record Ambiguous(List<String> matches) implements Resolution {
        public Ambiguous {
            matches = List.copyOf(matches);
        }
    }

    /**
     * No model.
     *
     * @param near ids that were perhaps meant, the nearest first, at most five
     */
    record Unknown(List<String> near) implements Resolution {
        public Unknown {
            near = List.copyOf(near);
        }
    }
}
