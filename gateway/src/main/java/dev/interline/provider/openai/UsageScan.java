package dev.interline.provider.openai;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Usage;
import java.util.Optional;

/**
 * Reads a usage object in the shapes that vendors of the chat wire give it. Numbers are taken as they stand: judging
 * them is the settlement's work.
 */
final class UsageScan {
    private static final Names USAGE = Names.of("prompt_tokens", "completion_tokens", "input_tokens", "output_tokens",
            "prompt_tokens_details", "completion_tokens_details", "input_tokens_details", "output_tokens_details",
            "prompt_cache_hit_tokens", "cached_tokens", "num_cached_tokens", "cache_read_input_tokens",
            "cache_creation_input_tokens", "reasoning_tokens", "server_tool_use", "server_tool_use_details",
            "num_search_queries", "total_tokens");
    private static final Names PROMPT = Names.of("cached_tokens", "cache_write_tokens", "cache_creation_tokens",
            "audio_tokens");
    private static final Names COMPLETION = Names.of("reasoning_tokens", "audio_tokens", "image_tokens");
    private static final Names SERVER_TOOLS = Names.of("web_search_requests");

    private long prompt;
    private long completion;
    private long total;
    private long cacheRead;
    private long cacheWrite;
    private long reasoning;
    private long audioInput;
    private long audioOutput;
    private long imageOutput;
    private long webSearches;
    private boolean counted;

    /** The counts of the object that is next; empty when it has none. */
    Optional<Usage> read(JsonScanner in) throws MalformedJson {
        clear();
        in.enterObject();
        while (in.nextMember()) {
            member(in.name(USAGE), in);
        }
        if (!counted) {
            return Optional.empty();
        }
        long unnamed = Math.max(0, unnamed());
        return Optional.of(new Usage(prompt, completion + unnamed, cacheRead, cacheWrite, 0,
                Math.max(reasoning, unnamed), audioInput, audioOutput, imageOutput, webSearches));
    }

    /**
     * Reasoning that only the total tells: xAI counts it beside the output, Google's form of this wire does not name it at
     * all. What caches hold is the other thing that vendors count beside the prompt.
     */
    private long unnamed() {
        if (prompt < 0 || completion < 0) {
            return 0;
        }
        long rest = total - prompt - completion;
        boolean cached = rest == cacheRead || rest == cacheWrite || rest == cacheRead + cacheWrite;
        return rest == reasoning || rest > 0 && reasoning == 0 && !cached ? rest : 0;
    }

    private void member(String name, JsonScanner in) throws MalformedJson {
        switch (name) {
            case "prompt_tokens", "input_tokens" -> {
                prompt = larger(prompt, in.count());
                counted = true;
            }
            case "completion_tokens", "output_tokens" -> {
                completion = larger(completion, in.count());
                counted = true;
            }
            case "prompt_tokens_details", "input_tokens_details" -> details(PROMPT, in);
            case "completion_tokens_details", "output_tokens_details" -> details(COMPLETION, in);
            case "prompt_cache_hit_tokens", "cached_tokens", "num_cached_tokens", "cache_read_input_tokens" ->
                cacheRead = Math.max(cacheRead, in.count());
            case "cache_creation_input_tokens" -> cacheWrite = Math.max(cacheWrite, in.count());
            case "reasoning_tokens" -> reasoning = Math.max(reasoning, in.count());
            case "server_tool_use", "server_tool_use_details" -> details(SERVER_TOOLS, in);
            case "total_tokens" -> total = Math.max(total, in.count());
            case "num_search_queries" -> webSearches = Math.max(webSearches, in.count());
            default -> in.skip();
        }
    }

    /** The larger of two counts; one below zero stays as it is if it is the only one. */
    private static long larger(long before, long now) {
        return before == 0 ? now : Math.max(before, now);
    }

    private void details(Names known, JsonScanner in) throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(known)) {
                case "cached_tokens" -> cacheRead = Math.max(cacheRead, in.count());
                case "cache_write_tokens", "cache_creation_tokens" -> cacheWrite = Math.max(cacheWrite, in.count());
                case "reasoning_tokens" -> reasoning = Math.max(reasoning, in.count());
                case "image_tokens" -> imageOutput = Math.max(imageOutput, in.count());
                case "web_search_requests" -> webSearches = Math.max(webSearches, in.count());
                case "audio_tokens" -> audio(known == PROMPT, in);
                default -> in.skip();
            }
        }
    }

    private void audio(boolean input, JsonScanner in) throws MalformedJson {
        if (input) {
            audioInput = in.count();
        } else {
            audioOutput = in.count();
        }
    }

    private void clear() {
        prompt = 0;
        completion = 0;
        total = 0;
        cacheRead = 0;
        cacheWrite = 0;
        reasoning = 0;
        audioInput = 0;
        audioOutput = 0;
        imageOutput = 0;
        webSearches = 0;
        counted = false;
    }
}
