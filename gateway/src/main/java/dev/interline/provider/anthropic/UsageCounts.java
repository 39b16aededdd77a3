package dev.interline.provider.anthropic;

import dev.interline.exchange.Usage;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Token counts of one answer, merged from the usage objects of its events.
 *
 * <p>Counts are cumulative, so that the latest one holds; but a zero never takes back what was reported before, since
 * some vendors send the prompt's tokens at the start only and others at the end only.
 */
final class UsageCounts {
    /** Beyond any prompt; keeps sums from overflowing. */
    private static final long MOST = 1L << 48;

    private boolean seen;
    private long input;
    private long output;
    private long cacheRead;
    private long cacheCreation;
    private long fiveMinutes;
    private long hour;
    private long thinking;
    private long searches;

    /** Reads the usage object whose opening brace is the parser's current token. */
    void read(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && holdsCounts(name)) {
                read(parser);
            } else if (token == JsonToken.VALUE_NUMBER_INT) {
                count(name, parser);
            } else {
                parser.skipChildren();
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

    private static boolean holdsCounts(String name) {
        return name.equals("cache_creation") || name.equals("server_tool_use") || name.equals("output_tokens_details");
    }

    private void count(String name, JsonParser parser) {
        long value = switch (parser.getNumberType()) {
            case INT, LONG -> Math.clamp(parser.getLongValue(), 0, MOST);
            default -> 0;
        };
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
