package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Event;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes this wire's events of neutral ones: one content block after the other, each begun, filled and closed.
 *
 * <p>Blocks cannot overlap here, whereas other wires may interleave tool calls. While the arguments of the open call
 * are no whole JSON yet, everything else is held back; it is told as soon as they are. A message has one choice: others
 * are left out.
 */
final class EventEncoder {
    private enum Open {
        NOTHING, TEXT, THINKING, TOOL
    }

    private final Answer answer;
    private final ByteSink json = new ByteSink(0);
    private final ToolArguments arguments = new ToolArguments();
    private final List<Event> held = new ArrayList<>();
    private final List<String> citations = new ArrayList<>();

    private boolean started;
    private Open open = Open.NOTHING;
    private int index;
    private int tool;
    private int reasoning;
    private boolean signed;
    private boolean calledTools;
    private boolean refused;
    private FinishReason reason = FinishReason.STOP;
    private String nativeReason = "";

    EventEncoder(Answer answer) {
        this.answer = answer;
    }

    /** Takes one event and tells what can be told of it now. */
    void accept(Event event, EventSink sink) {
        switch (event) {
            case Event.Text(int choice, String text) when choice == 0 && !text.isEmpty() -> text(event, text, sink);
            case Event.Refused(int choice, String text) when choice == 0 && !text.isEmpty() -> {
                refused = true;
                text(event, text, sink);
            }
            case Event.Pictured(int choice, String url) when choice == 0 -> text(event, "![image](" + url + ")", sink);
            case Event.Spoken(int choice, String spoken) when choice == 0 -> {
                String words = Transcripts.of(spoken);
                if (!words.isEmpty()) {
                    text(event, words, sink);
                }
            }
            case Event.Reasoned(int choice, Reasoning piece) when choice == 0 -> {
                if (!waits(event, -1)) {
                    reasoned(piece, sink);
                }
            }
            case Event.ToolCalled called when called.choice() == 0 -> {
                if (!waits(event, called.index())) {
                    called(called, sink);
                }
            }
            case Event.Annotated(int choice, String annotation) when choice == 0 -> {
                Citations.of(annotation).ifPresent(citations::add);
                cite(sink);
            }
            case Event.Finished(int choice, FinishReason why, String word) when choice == 0 -> {
                reason = why;
                nativeReason = word;
            }
            case Event.Text _, Event.Refused _, Event.Pictured _, Event.Spoken _, Event.Reasoned _, Event.ToolCalled _, Event.Annotated _, Event.Finished _, Event.Weighed _ -> {
                // Other choices, empty pieces and token probabilities have no place in a message.
            }
        }
    }

    /** Tells what was held back and how the message ended, all but the end mark. */
    void finish(Settled settled, EventSink sink) {
        while (!held.isEmpty()) {
            close(sink);
            release(sink);
        }
        begin(sink);
        close(sink);
        String stop = refused && reason == FinishReason.STOP
                ? "refusal"
                : StopReasons.of(reason, nativeReason, calledTools);
        start("message_delta").text(",\"delta\":{\"stop_reason\":").string(stop);
        json.text(",\"stop_sequence\":null,\"stop_details\":null,\"container\":null},\"usage\":");
        UsageJson.settled(UsageJson.NOTHING, 0, UsageJson.NOTHING.length, settled, json);
        send("message_delta", sink);
    }

    private void text(Event event, String text, EventSink sink) {
        if (waits(event, -1)) {
            return;
        }
        if (open != Open.TEXT) {
            open(Open.TEXT, sink).text("{\"type\":\"text\",\"text\":\"\",\"citations\":null}");
            opened(sink);
            cite(sink);
        }
        delta("text_delta", "text").string(text);
        deltaEnd(sink);
    }

    private void reasoned(Reasoning piece, EventSink sink) {
        if (piece.kind() == Reasoning.Kind.ENCRYPTED) {
            open(Open.NOTHING, sink).text("{\"type\":\"redacted_thinking\",\"data\":").string(
                    CarriedReasoning.data(piece)).write('}');
            opened(sink);
            stop(sink);
            return;
        }
        Optional<String> signature = CarriedReasoning.signature(piece);
        if (piece.text().isEmpty() && signature.isEmpty()) {
            return;
        }
        boolean other = reasoning != piece.index() || signed && !piece.text().isEmpty();
        if (open != Open.THINKING || other) {
            reasoning = piece.index();
            signed = false;
            open(Open.THINKING, sink).text("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
            opened(sink);
        }
        if (!piece.text().isEmpty()) {
            delta("thinking_delta", "thinking").string(piece.text());
            deltaEnd(sink);
        }
        if (signature.isPresent()) {
            signed = true;
            delta("signature_delta", "signature").string(signature.get());
            deltaEnd(sink);
        }
    }

    private void called(Event.ToolCalled call, EventSink sink) {
        if (open != Open.TOOL || tool != call.index()) {
            calledTools = true;
            tool = call.index();
            arguments.clear();
            open(Open.TOOL, sink).text("{\"type\":\"tool_use\",\"id\":").string(
                    call.id().orElseGet(() -> "toolu_" + answer.id() + "_" + call.index()));
            json.name(false, "name").string(call.name().orElse(""));
            json.text(",\"input\":{},\"caller\":{\"type\":\"direct\"}}");
            opened(sink);
        }
        if (!call.arguments().isEmpty()) {
            arguments.add(call.arguments());
            delta("input_json_delta", "partial_json").string(call.arguments());
            deltaEnd(sink);
        }
        if (arguments.complete() && !held.isEmpty()) {
            release(sink);
        }
    }

    /** Whether an event has to wait for the end of the open tool call; {@code toolIndex} is -1 for any other event. */
    private boolean waits(Event event, int toolIndex) {
        boolean waits = open == Open.TOOL && !arguments.complete() && tool != toolIndex;
        if (waits) {
            held.add(event);
        }
        return waits;
    }

    private void release(EventSink sink) {
        var waiting = List.copyOf(held);
        held.clear();
        for (Event event : waiting) {
            accept(event, sink);
        }
    }

    /** Citations belong to a text; those that come earlier wait for the next one. */
    private void cite(EventSink sink) {
        if (open == Open.TEXT) {
            for (String citation : citations) {
                delta("citations_delta", "citation").text(citation);
                deltaEnd(sink);
            }
            citations.clear();
        }
    }

    private void begin(EventSink sink) {
        if (started) {
            return;
        }
        started = true;
        start("message_start").text(",\"message\":{\"id\":").string(answer.id());
        json.text(",\"type\":\"message\",\"role\":\"assistant\",\"model\":").string(answer.model());
        json.text(",\"provider\":").string(answer.provider());
        json.text(",\"content\":[],\"container\":null,\"stop_reason\":null,\"stop_sequence\":null,"
                + "\"stop_details\":null,\"usage\":");
        UsageJson.completed(UsageJson.NOTHING, 0, UsageJson.NOTHING.length, json);
        json.write('}');
        send("message_start", sink);
    }

    private ByteSink open(Open kind, EventSink sink) {
        begin(sink);
        close(sink);
        open = kind;
        return start("content_block_start").text(",\"index\":").number(index).text(",\"content_block\":");
    }

    private void opened(EventSink sink) {
        send("content_block_start", sink);
    }

    private void close(EventSink sink) {
        if (open != Open.NOTHING) {
            open = Open.NOTHING;
            stop(sink);
        }
    }

    private void stop(EventSink sink) {
        start("content_block_stop").text(",\"index\":").number(index++);
        send("content_block_stop", sink);
    }

    private ByteSink delta(String type, String member) {
        start("content_block_delta").text(",\"index\":").number(index).text(",\"delta\":{\"type\":").string(type);
        return json.name(false, member);
    }

    private void deltaEnd(EventSink sink) {
        json.write('}');
        send("content_block_delta", sink);
    }

    private ByteSink start(String type) {
        json.clear();
        return json.text("{\"type\":").string(type);
    }

    private void send(String name, EventSink sink) {
        json.write('}');
        sink.event(name, json);
    }
}
