package dev.interline.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The numbers that steer how an answer is drawn; each is absent unless the client sent it. */
public record Sampling(OptionalLong maxTokens, Optional<BigDecimal> temperature, Optional<BigDecimal> topP,
        OptionalLong topK, Optional<BigDecimal> minP, Optional<BigDecimal> topA,
        Optional<BigDecimal> frequencyPenalty, Optional<BigDecimal> presencePenalty,
        Optional<BigDecimal> repetitionPenalty, OptionalLong seed, List<String> stop) {
    public Sampling {
        stop = List.copyOf(stop);
    }
}
