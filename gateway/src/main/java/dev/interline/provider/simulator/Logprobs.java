package dev.interline.provider.simulator;

import dev.interline.bytes.ByteSink;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Invented token probabilities: the chosen token is always the likeliest, and what is listed never sums to more than 1.
 *
 * @param alternatives how many tokens to list, the chosen one included
 */
record Logprobs(long seed, int alternatives) {
    private static final List<String> OTHERS = List.of(" the", " a", " and", " to", " of", " is", " that", " in", " it",
            " you", " for", " this", " with", " not", " on", " be", " as", " at", " or", " so", " by");

    /** Writes the entry of the token at this position of the answer. */
    void write(String token, int position, ByteSink out) {
        var random = new SplittableRandom(seed + position);
        double chosen = 0.5 + random.nextDouble() * 0.49;
        entry(token, chosen, out.text("{"));
        out.text(",\"top_logprobs\":[");
        double left = 1 - chosen;
        int offset = random.nextInt(OTHERS.size());
        for (int i = 0, other = 0; i < alternatives; i++) {
            if (i == 0) {
                entry(token, chosen, out.text("{"));
            } else {
                String text = OTHERS.get((offset + other++) % OTHERS.size());
                text = text.equals(token) ? OTHERS.get((offset + other++) % OTHERS.size()) : text;
                left /= 2;
                entry(text, left, out.text(",{"));
            }
            out.text("}");
        }
        out.text("]}");
    }

    private static void entry(String token, double probability, ByteSink out) {
        out.text("\"token\":").string(token).text(",\"logprob\":");
        out.decimal(BigDecimal.valueOf(Math.round(Math.log(probability) * 1e6), 6)).text(",\"bytes\":[");
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            out.text(i == 0 ? "" : ",").number(bytes[i] & 0xff);
        }
        out.text("]");
    }
}
