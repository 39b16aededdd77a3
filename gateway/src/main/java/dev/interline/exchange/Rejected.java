package dev.interline.exchange;

/** Leaves a deep reader with the problem that the caller has to be told; turned into a value where reading began. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Rejected(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
