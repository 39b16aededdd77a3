package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Usage;
import java.util.Optional;

/**
 * Token counts of one answer, merged from the usage objects of its events.
 *
 * <p>Counts are cumulative, so that the latest one holds; but a zero never takes back what was reported before, since
 * some vendors send the prompt's tokens at the start only and others at the end only.
 */
final class UsageCounts {
    /** Beyond any prompt; keeps sums from overflowing. */
    private static final long MOST = 1L << 48;
    private static final Names HOLDERS = Names.of("cache_creation", "server_tool_use", "output_tokens_details");
    private static final Names COUNTS = Names.of("input_tokens", "output_tokens", "cache_read_input_tokens",
            "cache_creation_input_tokens", "ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens", "thinking_tokens",
            "web_search_requests", "cache_creation", "server_tool_use", "output_tokens_details");

    private boolean seen;
    private long input;
    private long output;
    private long cacheRead;
    private long cacheCreation;
    private long fiveMinutes;
    private long hour;
    private long thinking;
    private long searches;

    /** Reads the usage object that is next. */
    void read(JsonScanner in) throws MalformedJson {
        in.enterObject();
        while (in.nextMember()) {
            String name = in.name(COUNTS);
            if (in.peek() != '{') {
                count(name, Math.clamp(in.count(), -MOST, MOST));
            } else if (HOLDERS.find(name).isEmpty()) {
                in.skip();
            } else {
                read(in);
            }
        }
    }

    /** The prompt's tokens as a count of tokens told them. */
    void counted(long tokens) {
        seen = true;
        input = Math.max(0, tokens);
    }

    /**
     * What was counted; empty until something was. Of a cache write without its split, all is taken as the default of
     * five minutes.
     */
    Optional<Usage> usage() {
        if (!seen) {
            return Optional.empty();
        }
        long written = Math.max(cacheCreation, fiveMinutes + hour);
        return Optional.of(new Usage(input + cacheRead + written, output, cacheRead, written - hour, hour,
                Math.min(thinking, output), 0, 0, 0, searches));
    }

    private void count(String name, long value) {
        switch (name) {
            case "input_tokens" -> input = later(input, value);
            case "output_tokens" -> output = later(output, value);
            case "cache_read_input_tokens" -> cacheRead = later(cacheRead, value);
            case "cache_creation_input_tokens" -> cacheCreation = later(cacheCreation, value);
            case "ephemeral_5m_input_tokens" -> fiveMinutes = later(fiveMinutes, value);
            case "ephemeral_1h_input_tokens" -> hour = later(hour, value);
            case "thinking_tokens" -> thinking = later(thinking, value);
            case "web_search_requests" -> searches = later(searches, value);
            default -> {
                return;
            }
        }
        seen = true;
    }

    private static long later(long before, long now) {
        return now == 0 ? before : now;
    }
}
