package dev.interline.exchange;

import java.util.Optional;

/**
 * What a reader learned about an answer as a whole, growing as it reads.
 *
 * @param usage token counts as the upstream reported them, not yet judged
 * @param usageJson the upstream's usage object as it wrote it
 * @param finish why the first choice ended
 * @param nativeFinish the upstream's own word for it
 * @param upstreamId the upstream's id of the answer
 * @param model the model that the upstream says it used
 * @param tier the service tier that the upstream says it used, in its word
 * @param deliveredBytes UTF-8 bytes of text, reasoning and tool arguments that were read so far
 */
public record Tally(Optional<Usage> usage, Optional<String> usageJson, Optional<FinishReason> finish,
        Optional<String> nativeFinish, Optional<String> upstreamId, Optional<String> model,
        Optional<String> tier, long deliveredBytes) {
    /** Nothing was read yet. */
    public static final Tally EMPTY = new Tally(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), 0);
}
