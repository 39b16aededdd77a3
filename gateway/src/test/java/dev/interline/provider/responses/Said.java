package dev.interline.provider.responses;

import dev.interline.exchange.Event;
import dev.interline.exchange.Reasoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What events come to, however they were cut. Vendors encrypt anew, and name anew, each time that they tell an item. */
record Said(String text, String refusal, Map<String, String> reasoning, Map<Integer, String> calls,
        List<String> others) {
    static Said of(List<Event> events) {
        var text = new StringBuilder();
        var refusal = new StringBuilder();
        var reasoning = new TreeMap<String, String>();
        var calls = new TreeMap<Integer, String>();
        var others = new ArrayList<String>();
        for (Event event : events) {
            switch (event) {
                case Event.Text(_, String more) -> text.append(more);
                case Event.Refused(_, String more) -> refusal.append(more);
                case Event.Reasoned(_, Reasoning piece) -> reasoning.merge(piece.index() + " " + piece.kind(),
                        piece.kind() == Reasoning.Kind.ENCRYPTED ? "" : piece.text(), String::concat);
                case Event.ToolCalled called -> calls.merge(called.index(), called.id().orElse("") + " "
                        + called.name().orElse("") + " " + called.arguments(),
                        (one, more) -> one + called.arguments());
                case Event.Pictured(_, String url) -> others.add(url);
                case Event.Annotated(_, String json) -> others.add(json);
                case Event.Spoken(_, String json) -> others.add(json);
                case Event.Weighed _ -> {
                    // Told in pieces of the text, or with all of it.
                }
                case Event.Finished(_, var reason, String word) -> others.add(reason + " " + word);
            }
        }
        return new Said(text.toString(), refusal.toString(), reasoning, calls, others);
    }
}
