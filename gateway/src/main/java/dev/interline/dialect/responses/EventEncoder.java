package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Event;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Settled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes output items of neutral events and tells them as they grow.
 *
 * <p>An item ends when the next one begins; only calls whose arguments are not whole yet stay open beside it, since other
 * wires may interleave them. A response has one choice: others are left out.
 */
final class EventEncoder {
    private final ResponseObject response;
    private final Events events;
    private final List<OutputItem> items = new ArrayList<>();
    private final Map<Integer, CallItem> calls = new HashMap<>();
    private final List<String> citations = new ArrayList<>();
    private @Nullable MessageItem message;
    private @Nullable ReasoningItem reasoning;
    private List<String> logprobs = List.of();
    private boolean begun;
    private FinishReason reason = FinishReason.STOP;
    private String nativeReason = "";
    private Ending ending = new Ending.Well();

    EventEncoder(ResponseObject response, Events events) {
        this.response = response;
        this.events = events;
    }

    /** Takes in what a chunk brings. Probabilities come beside the text that they are of, before or behind it. */
    void accept(Chunk chunk) {
        var told = new ArrayList<Event>(2);
        chunk.events(told::add);
        logprobs = told.stream().filter(event -> event instanceof Event.Weighed weighed && weighed.choice() == 0)
                .flatMap(event -> Logprobs.of(((Event.Weighed) event).json()).stream()).toList();
        told.forEach(this::accept);
    }

    private void accept(Event event) {
        switch (event) {
            case Event.Text(int choice, String text) when choice == 0 && !text.isEmpty() -> text(text);
            case Event.Refused(int choice, String text) when choice == 0 && !text.isEmpty() ->
                message().refuse(text, events);
            case Event.Spoken(int choice, String json) when choice == 0 -> Members.of(json).string("transcript")
                    .filter(words -> !words.isEmpty()).ifPresent(this::text);
            case Event.Reasoned(int choice, Reasoning piece) when choice == 0 -> reasoned(piece);
            case Event.ToolCalled called when called.choice() == 0 -> called(called);
            case Event.Pictured(int choice, String url) when choice == 0 -> {
                OutputItem picture = begin(new PictureItem(response.ids(), items.size(), url));
                picture.close(true, events);
            }
            case Event.Annotated(int choice, String json) when choice == 0 -> {
                Annotations.of(json).ifPresent(citations::add);
                cite();
            }
            case Event.Finished(int choice, FinishReason why, String word) when choice == 0 -> {
                reason = why;
                nativeReason = word;
            }
            case Event.Text _, Event.Refused _, Event.Spoken _, Event.Reasoned _, Event.ToolCalled _, Event.Pictured _, Event.Annotated _, Event.Finished _, Event.Weighed _ -> {
                // Other choices and empty pieces; probabilities were taken in before.
            }
        }
    }

    /** Ends the answer well and tells the response. */
    void finish(Settled settled) {
        end();
        write(settled, events.open("response." + ending.status()).name(false, "response"));
        events.close();
    }

    /** Breaks the answer off and tells the response that failed. */
    void fail(Problem problem, Settled settled) {
        end(problem);
        write(settled, events.open("response.failed").name(false, "response"));
        events.close();
    }

    /** Ends the answer, for whatever reason its provider gave; the items are closed. */
    void end() {
        switch (reason) {
            case LENGTH -> close(new Ending.CutShort("max_output_tokens"));
            case CONTENT_FILTER -> close(new Ending.CutShort("content_filter"));
            case STOP, TOOL_CALLS -> close(new Ending.Well());
            case ERROR -> end(Problem.of(ErrorType.PROVIDER_UNAVAILABLE, "The provider ended its answer with an error"
                    + (nativeReason.isEmpty() ? "" : " (" + nativeReason + ")")));
        }
    }

    /** Writes the response object of an answer that has ended. */
    void write(Settled settled, ByteSink out) {
        response.ended(ending, items, settled, out);
    }

    private void end(Problem problem) {
        begin();
        items.forEach(OutputItem::abandon);
        ending = new Ending.Failed(problem);
    }

    private void close(Ending how) {
        begin();
        int last = items.size() - 1;
        for (OutputItem item : items) {
            item.close(item.index() < last || how instanceof Ending.Well, events);
        }
        ending = how;
    }

    private void text(String text) {
        message().text(text, logprobs, events);
        logprobs = List.of();
        cite();
    }

    /** Citations belong to a text; those that come earlier wait for the next one. */
    private void cite() {
        MessageItem open = message;
        if (open != null) {
            citations.removeIf(citation -> open.annotate(citation, events));
        }
    }

    private void reasoned(Reasoning piece) {
        ReasoningItem open = reasoning;
        if (open == null || !open.takes(piece)) {
            if (piece.text().isEmpty() && piece.signature().isEmpty()) {
                return;
            }
            open = begin(new ReasoningItem(response.ids(), items.size(), piece.index()));
            reasoning = open;
        }
        open.add(piece, events);
    }

    private void called(Event.ToolCalled piece) {
        CallItem call = calls.get(piece.index());
        Optional<String> named = piece.id().filter(id -> !id.isEmpty());
        // Some upstreams count every call as the first.
        if (call == null || named.isPresent() && !call.isOf(named.get())) {
            String id = named.orElseGet(() -> response.ids().item("call", items.size()));
            String name = piece.name().orElse("");
            call = begin(new CallItem(response.ids(), items.size(), id, name, response.isCustomTool(name)));
            calls.put(piece.index(), call);
        }
        if (call.isOpen()) {
            call.add(piece.arguments(), events);
        }
    }

    private MessageItem message() {
        MessageItem open = message;
        if (open == null) {
            open = begin(new MessageItem(response.ids(), items.size()));
            message = open;
        }
        return open;
    }

    /** Begins an item, which ends those before it. */
    private <I extends OutputItem> I begin(I item) {
        begin();
        message = null;
        reasoning = null;
        for (OutputItem earlier : items) {
            if (earlier.isOpen() && !(earlier instanceof CallItem call && !call.isWhole())) {
                earlier.close(true, events);
            }
        }
        items.add(item);
        item.announce(events);
        return item;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            for (String type : new String[]{"response.created", "response.in_progress"}) {
                response.begun(events.open(type).name(false, "response"));
                events.close();
            }
        }
    }
}
