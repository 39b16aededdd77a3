package dev.interline.provider.responses;

import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the frames read so far told about the answer as a whole: a {@link Tally} in the making. */
final class Learned {
    private Optional<Usage> usage = Optional.empty();
    private Optional<String> usageJson = Optional.empty();
    private Optional<FinishReason> finish = Optional.empty();
    private Optional<String> nativeFinish = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> model = Optional.empty();
    private Optional<String> tier = Optional.empty();
    private boolean calls;
    private long delivered;

    /** Takes in an event that was just scanned. */
    void event(FrameScan scan) {
        delivered += scan.delivered;
        calls |= scan.item.equals("function_call") || scan.item.equals("custom_tool_call");
        response(scan);
        if (scan.type.equals("response.completed") || scan.type.equals("response.incomplete")) {
            finished(scan.response);
        }
    }

    /** Takes in a whole response that was just scanned. */
    void document(FrameScan scan) {
        delivered += scan.delivered;
        response(scan);
        finished(scan.response);
    }

    boolean isFinished() {
        return finish.isPresent();
    }

    FinishReason finish() {
        return finish.orElse(FinishReason.STOP);
    }

    String nativeFinish() {
        return nativeFinish.orElse("");
    }

    Tally tally() {
        return new Tally(usage, usageJson, finish, nativeFinish, id, model, tier, delivered);
    }

    private void response(FrameScan scan) {
        ResponseScan response = scan.response;
        id = response.id.filter(text -> !text.isEmpty()).or(() -> id);
        model = response.model.filter(text -> !text.isEmpty()).or(() -> model);
        tier = response.tier.or(() -> tier);
        if (response.usage.isPresent()) {
            usage = response.usage;
            usageJson = Optional.of(new String(scan.bytes, response.usageFrom, response.usageTo - response.usageFrom,
                    StandardCharsets.UTF_8));
        }
    }

    private void finished(ResponseScan response) {
        calls |= response.calls;
        boolean cut = response.status.equals("incomplete");
        finish = Optional.of(!cut ? calls ? FinishReason.TOOL_CALLS : FinishReason.STOP
                : response.reason.equals("content_filter") ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH);
        nativeFinish = Optional.of(cut && !response.reason.isEmpty() ? response.reason
                : response.status.isEmpty() ? "completed" : response.status);
    }
}
