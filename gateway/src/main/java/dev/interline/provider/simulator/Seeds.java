package dev.interline.provider.simulator;

import dev.interline.exchange.Tool;

/** Makes a number of a request, so that the same request is answered in the same way, today and on any machine. */
final class Seeds {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeds() {}

    static long of(Ask ask, Said said, int choice) {
        long hash = mix(FNV_BASIS, ask.model());
        hash = mix(hash, said.last());
        for (String text : said.earlier()) {
            hash = mix(hash, text);
        }
        hash = mix(hash, said.result().map(Said.ToolAnswer::text).orElse(""));
        for (Tool tool : ask.conversation().tools()) {
            hash = mix(hash, tool instanceof Tool.Function function ? function.name() : "");
        }
        hash = mix(hash, Integer.toString(ask.conversation().turns().size()));
        return mix(hash, ask.conversation().sampling().seed() + "/" + choice);
    }

    private static long mix(long hash, String text) {
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return (hash ^ 0xff) * FNV_PRIME;
    }
}
