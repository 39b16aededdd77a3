package dev.interline.provider.simulator;

import dev.interline.bytes.ByteSink;
import java.util.List;

/** Writes one answer in OpenAI's chat wire: chunks of a stream or one body. Immutable. */
final class ChatAnswer {
    private final Ask ask;
    private final List<Choice> choices;
    private final long promptTokens;
    private final boolean tellsUsage;
    private final byte[] chunkHead;

    ChatAnswer(Ask ask, List<Choice> choices, long promptTokens, boolean tellsUsage) {
        this.ask = ask;
        this.choices = choices;
        this.promptTokens = promptTokens;
        this.tellsUsage = tellsUsage;
        chunkHead = head(new ByteSink(256).text("data: "), "chat.completion.chunk").text(",\"choices\":[").toBytes();
    }

    List<Choice> choices() {
        return choices;
    }

    /** Output tokens of all choices. */
    int count() {
        return choices.stream().mapToInt(Choice::count).sum();
    }

    /** The first chunk of a choice: who speaks, and which tool is called. */
    void opening(int index, ByteSink out) {
        beginChoice(index, out).text("\"role\":\"assistant\",\"content\":");
        choices.get(index).call().ifPresentOrElse(call -> call(call, "", out.text("null,")), () -> out.text("\"\""));
        endChoice("null", out);
    }

    /** The chunk with a choice's i-th token, counted over reasoning and content. */
    void token(int index, int i, ByteSink out) {
        Choice choice = choices.get(index);
        int thought = choice.reasoning().count();
        if (i < thought) {
            reasoning(index, choice.reasoning().token(i), out);
        } else {
            content(index, i - thought, out);
        }
    }

    /** The chunk that ends a choice. */
    void finish(int index, ByteSink out) {
        choices.get(index).finish().ifPresent(reason -> {
            beginChoice(index, out);
            out.text("},\"logprobs\":null,\"finish_reason\":").string(reason).text("}]}\n\n");
        });
    }

    /** What follows when all choices have ended. */
    void end(ByteSink out) {
        if (tellsUsage) {
            out.write(chunkHead).text("],");
            usage(out);
            out.text("}\n\n");
        }
        out.text("data: [DONE]\n\n");
    }

    /** The whole answer as one JSON object. */
    void body(ByteSink out) {
        head(out, "chat.completion").text(",\"choices\":[");
        for (int i = 0; i < choices.size(); i++) {
            whole(i, out.text(i == 0 ? "" : ","));
        }
        out.text("]");
        if (tellsUsage) {
            usage(out.text(","));
        }
        out.text("}");
    }

    private ByteSink head(ByteSink out, String object) {
        out.text("{\"id\":").string("chatcmpl-sim-" + Long.toHexString(choices.getFirst().seed()));
        out.text(",\"object\":").string(object).text(",\"created\":0,\"model\":").string(ask.model());
        return out.text(",\"system_fingerprint\":\"fp_simulator\"");
    }

    private ByteSink beginChoice(int index, ByteSink out) {
        return out.write(chunkHead).text("{\"index\":").number(index).text(",\"delta\":{");
    }

    private static void endChoice(String logprobs, ByteSink out) {
        out.text("},\"logprobs\":").text(logprobs).text(",\"finish_reason\":null}]}\n\n");
    }

    private void reasoning(int index, String token, ByteSink out) {
        if (choices.get(index).showsReasoning() && !token.isEmpty()) {
            beginChoice(index, out).text("\"content\":\"\",");
            reasoned(token, out);
            endChoice("null", out);
        }
    }

    private static void reasoned(String text, ByteSink out) {
        out.text("\"reasoning\":").string(text);
        out.text(",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":").string(text);
        out.text(",\"format\":\"unknown\",\"index\":0}]");
    }

    private void content(int index, int i, ByteSink out) {
        Choice choice = choices.get(index);
        String token = choice.content().token(i);
        if (token.isEmpty()) {
            return;
        }
        beginChoice(index, out);
        if (choice.call().isPresent()) {
            out.text("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":").string(token).text("}}]");
            endChoice("null", out);
            return;
        }
        out.text("\"content\":").string(token).text("},\"logprobs\":");
        if (ask.alternatives().isPresent()) {
            out.text("{\"content\":[");
            new Logprobs(choice.seed(), ask.alternatives().getAsInt()).write(token, i, out);
            out.text("],\"refusal\":null}");
        } else {
            out.text("null");
        }
        out.text(",\"finish_reason\":null}]}\n\n");
    }

    private void whole(int index, ByteSink out) {
        Choice choice = choices.get(index);
        out.text("{\"index\":").number(index).text(",\"message\":{\"role\":\"assistant\",\"content\":");
        choice.call().ifPresentOrElse(call -> call(call, choice.content().text(), out.text("null,")),
                () -> out.string(choice.content().text()));
        out.text(",\"refusal\":null");
        if (choice.showsReasoning() && choice.reasoning().count() > 0) {
            reasoned(choice.reasoning().text(), out.text(","));
        }
        out.text("},\"logprobs\":");
        logprobs(choice, out);
        out.text(",\"finish_reason\":");
        choice.finish().ifPresentOrElse(out::string, () -> out.text("null"));
        out.text("}");
    }

    private void logprobs(Choice choice, ByteSink out) {
        if (ask.alternatives().isEmpty() || choice.call().isPresent()) {
            out.text("null");
            return;
        }
        var logprobs = new Logprobs(choice.seed(), ask.alternatives().getAsInt());
        out.text("{\"content\":[");
        for (int i = 0; i < choice.content().count(); i++) {
            logprobs.write(choice.content().token(i), i, out.text(i == 0 ? "" : ","));
        }
        out.text("],\"refusal\":null}");
    }

    private static void call(Choice.Call call, String arguments, ByteSink out) {
        out.text("\"tool_calls\":[{\"index\":0,\"id\":").string(call.id());
        out.text(",\"type\":\"function\",\"function\":{\"name\":").string(call.name());
        out.text(",\"arguments\":").string(arguments).text("}}]");
    }

    private void usage(ByteSink out) {
        int reasoning = choices.stream().mapToInt(choice -> choice.reasoning().count()).sum();
        out.text("\"usage\":{\"prompt_tokens\":").number(promptTokens);
        out.text(",\"completion_tokens\":").number(count());
        out.text(",\"total_tokens\":").number(promptTokens + count());
        out.text(",\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0}");
        out.text(",\"completion_tokens_details\":{\"reasoning_tokens\":").number(reasoning);
        out.text(",\"audio_tokens\":0}}");
    }
}
