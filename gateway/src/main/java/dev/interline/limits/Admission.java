package dev.interline.limits;

import dev.interline.exchange.Problem;

/** What becomes of a request that is limited. */
public sealed interface Admission {
    /** It was decided. */
    sealed interface Decided extends Admission {
        /** Where its caller stands now. */
        Quota quota();
    }

    /** It may go on; its end has to be told to {@link Pass#over}. */
    record Admitted(Pass pass, Quota quota) implements Decided {}

    /** It is one too many: 429. */
    record Refused(Problem problem, Quota quota) implements Decided {}

    /** It is one too many now, and waits until there is room for it. */
    record Queued(Turn turn) implements Admission {}
}
