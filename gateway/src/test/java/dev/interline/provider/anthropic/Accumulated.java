package dev.interline.provider.anthropic;

import dev.interline.exchange.Event;
import dev.interline.exchange.Reasoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer put together from neutral events, as a client of any wire would see it. */
record Accumulated(String text, Map<Integer, String> reasoning, Map<Integer, String> calls, List<String> annotations,
        String finish) {
    static Accumulated of(List<Event> events) {
        var text = new StringBuilder();
        var reasoning = new TreeMap<Integer, String>();
        var calls = new TreeMap<Integer, String>();
        var annotations = new ArrayList<String>();
        var finish = new StringBuilder();
        for (Event event : events) {
            switch (event) {
                case Event.Text(_, String more) -> text.append(more);
                case Event.Refused(_, String more) -> text.append(more);
                case Event.Reasoned(_, Reasoning piece) -> reasoning.merge(piece.index(),
                        piece.text() + piece.signature().orElse(""), String::concat);
                case Event.ToolCalled call -> calls.merge(call.index(),
                        call.id().orElse("") + call.name().orElse("") + call.arguments(), String::concat);
                case Event.Annotated(_, String json) -> annotations.add(json);
                case Event.Finished(_, var reason, String word) -> finish.append(reason).append(word);
                case Event.Pictured _, Event.Spoken _, Event.Weighed _ -> throw new AssertionError(event);
            }
        }
        return new Accumulated(text.toString(), reasoning, calls, annotations, finish.toString());
    }
}
