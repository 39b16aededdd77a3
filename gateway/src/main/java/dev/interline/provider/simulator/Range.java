package dev.interline.provider.simulator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The numbers that a schema allows.
 *
 * @param least the lower bound
 * @param aboveLeast whether the lower bound itself is out
 * @param most the upper bound
 * @param belowMost whether the upper bound itself is out
 * @param step what every number is a multiple of
 */
record Range(Optional<BigDecimal> least, boolean aboveLeast, Optional<BigDecimal> most, boolean belowMost,
        Optional<BigDecimal> step) {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    static Range of(Shape shape, boolean integer) {
        Optional<BigDecimal> least = shape.number("minimum");
        Optional<BigDecimal> above = shape.number("exclusiveMinimum");
        Optional<BigDecimal> most = shape.number("maximum");
        Optional<BigDecimal> below = shape.number("exclusiveMaximum");
        boolean isAbove = above.isPresent() && (least.isEmpty() || above.get().compareTo(least.get()) >= 0);
        boolean isBelow = below.isPresent() && (most.isEmpty() || below.get().compareTo(most.get()) <= 0);
        Optional<BigDecimal> step = shape.number("multipleOf").filter(size -> size.signum() > 0);
        return new Range(isAbove ? above : least, isAbove, isBelow ? below : most, isBelow,
                integer ? Optional.of(wholeStep(step)) : step);
    }

    /** The smallest whole number that is a multiple of the step. */
    private static BigDecimal wholeStep(Optional<BigDecimal> step) {
        if (step.isEmpty()) {
            return BigDecimal.ONE;
        }
        BigDecimal size = step.get().stripTrailingZeros();
        BigInteger scale = BigInteger.TEN.pow(Math.clamp(size.scale(), 0, 30));
        BigInteger numerator = size.multiply(new BigDecimal(scale)).toBigInteger();
        return new BigDecimal(numerator.divide(numerator.gcd(scale)));
    }

    boolean fits(BigDecimal value) {
        boolean high = least.isEmpty() || value.compareTo(least.get()) >= (aboveLeast ? 1 : 0);
        boolean low = most.isEmpty() || value.compareTo(most.get()) <= (belowMost ? -1 : 0);
        return high && low && (step.isEmpty() || value.remainder(step.get()).signum() == 0);
    }

    /** A number in the range, if there is one; another for each variant as long as there are. */
    BigDecimal value(int variant) {
        BigDecimal start = start();
        BigDecimal width = step.orElseGet(this::width);
        BigDecimal value = start.add(width.multiply(BigDecimal.valueOf(variant)));
        return fits(value) ? value : start;
    }

    private BigDecimal start() {
        if (step.isPresent()) {
            return stepped(step.get());
        }
        if (fits(BigDecimal.ONE)) {
            return BigDecimal.ONE;
        }
        if (least.isPresent() && most.isPresent()) {
            return aboveLeast ? least.get().add(most.get()).divide(TWO) : least.get();
        }
        return least.map(bound -> bound.add(aboveLeast ? BigDecimal.ONE : BigDecimal.ZERO))
                .or(() -> most.map(bound -> bound.subtract(belowMost ? BigDecimal.ONE : BigDecimal.ZERO)))
                .orElse(BigDecimal.ONE);
    }

    /** The step itself if it fits, so that a number is not needlessly 0; else the first multiple in the range. */
    private BigDecimal stepped(BigDecimal size) {
        if (fits(size)) {
            return size;
        }
        if (least.isEmpty()) {
            BigDecimal last = most.orElse(size).divide(size, 0, RoundingMode.FLOOR).multiply(size);
            return fits(last) ? last : last.subtract(size);
        }
        BigDecimal first = least.get().divide(size, 0, RoundingMode.CEILING).multiply(size);
        return fits(first) ? first : first.add(size);
    }

    private BigDecimal width() {
        return least.isPresent() && most.isPresent()
                ? most.get().subtract(start()).divide(BigDecimal.valueOf(64))
                : BigDecimal.ONE;
    }
}
