package dev.interline.provider.responses;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Usage;

/** Reads a usage object (OpenAI: {@code ResponseUsage}). Numbers are taken as they stand. */
final class UsageCounts {
    private static final Names USAGE = Names.of("input_tokens", "output_tokens", "input_tokens_details",
            "output_tokens_details");
    private static final Names INPUT = Names.of("cached_tokens", "cache_write_tokens", "audio_tokens");
    private static final Names OUTPUT = Names.of("reasoning_tokens", "audio_tokens", "image_tokens");

    private long prompt;
    private long completion;
    private long cacheRead;
    private long cacheWrite;
    private long reasoning;
    private long audioInput;
    private long audioOutput;
    private long imageOutput;

    /**
     * The counts of the object that is next.
     *
     * @param searches of the web, which are counted elsewhere
     */
    static Usage read(JsonScanner in, long searches) throws MalformedJson {
        var counts = new UsageCounts();
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(USAGE)) {
                case "input_tokens" -> counts.prompt = in.count();
                case "output_tokens" -> counts.completion = in.count();
                case "input_tokens_details" -> counts.input(in);
                case "output_tokens_details" -> counts.output(in);
                default -> in.skip();
            }
        }
        return new Usage(counts.prompt, counts.completion, counts.cacheRead, counts.cacheWrite, 0, counts.reasoning,
                counts.audioInput, counts.audioOutput, counts.imageOutput, searches);
    }

    private void input(JsonScanner in) throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(INPUT)) {
                case "cached_tokens" -> cacheRead = in.count();
                case "cache_write_tokens" -> cacheWrite = in.count();
                case "audio_tokens" -> audioInput = in.count();
                default -> in.skip();
            }
        }
    }

    private void output(JsonScanner in) throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(OUTPUT)) {
                case "reasoning_tokens" -> reasoning = in.count();
                case "audio_tokens" -> audioOutput = in.count();
                case "image_tokens" -> imageOutput = in.count();
                default -> in.skip();
            }
        }
    }
}
