package dev.interline.provider.openai;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Event;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.ReasoningDetails;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Decodes a frame, found valid before, into neutral events: reasoning first, then text, then calls, then the end. */
final class EventDecoder {
    private static final Names FRAME = Names.of("choices");
    private static final Names CHOICE = Names.of("index", "delta", "message", "finish_reason", "native_finish_reason",
            "logprobs", "text");
    private static final Names CALL = Names.of("index", "id", "function");
    private static final Names FUNCTION = Names.of("name", "arguments");
    private static final Names PART = Names.of("type", "text", "thinking");
    private static final Names IMAGE = Names.of("image_url", "url");

    private final JsonScanner in = new JsonScanner();
    private final Names message;
    private final List<Event> reasoned = new ArrayList<>();
    private final List<Event> said = new ArrayList<>();
    private byte[] bytes = {};
    private int choice;
    private boolean whole;
    private boolean heard;
    private int unindexedCalls;
    private String callName = "";
    private String callArguments = "";

    EventDecoder(DeltaNames names) {
        message = names.decoded();
    }

    /** Hands over the events of the frame in {@code frame[from, to)}, which is a whole answer or a stream's chunk. */
    void decode(byte[] frame, int from, int to, boolean isWhole, Consumer<Event> out) {
        bytes = frame;
        whole = isWhole;
        try {
            in.reset(frame, from, to).enterObject();
            while (in.nextMember()) {
                if (in.name(FRAME).isEmpty() || in.peek() != '[') {
                    in.skip();
                } else {
                    choices(out);
                }
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("a frame that was scanned before", e);
        }
    }

    private void choices(Consumer<Event> out) throws MalformedJson {
        in.enterArray();
        for (int position = 0; in.nextElement(); position++) {
            choice = position;
            choice(out);
        }
    }

    private void choice(Consumer<Event> out) throws MalformedJson {
        reasoned.clear();
        said.clear();
        heard = false;
        String finish = "";
        String nativeFinish = "";
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(CHOICE)) {
                case "index" -> choice = (int) in.count();
                case "delta" -> twin(false);
                case "message" -> twin(true);
                case "finish_reason" -> finish = optional();
                case "native_finish_reason" -> nativeFinish = optional();
                case "logprobs" -> raw().ifPresent(json -> said.add(new Event.Weighed(choice, json)));
                case "text" -> text(optional());
                default -> in.skip();
            }
        }
        reasoned.forEach(out);
        said.forEach(out);
        if (!finish.isEmpty()) {
            out.accept(new Event.Finished(choice, FinishReason.ofChat(finish),
                    nativeFinish.isEmpty() ? finish : nativeFinish));
        }
    }

    /**
     * Perplexity says everything twice: what is new in {@code delta}, and all so far in {@code message}. A stream is read
     * from the one and a document from the other; who says it only once may use either name.
     */
    private void twin(boolean inMessage) throws MalformedJson {
        if (inMessage == whole && in.peek() == '{') {
            reasoned.clear();
            said.removeIf(event -> !(event instanceof Event.Weighed));
        } else if (heard) {
            in.skip();
            return;
        }
        heard = in.peek() == '{';
        message();
    }

    private void message() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        String plain = "";
        boolean detailed = false;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(message)) {
                case "" -> in.skip();
                case "content" -> content();
                case "reasoning_details" -> detailed = details();
                case "refusal" -> refusal(optional());
                case "tool_calls" -> each(this::toolCall);
                case "images" -> each(this::image);
                case "audio" -> raw().ifPresent(json -> said.add(new Event.Spoken(choice, json)));
                case "annotations" -> each(
                        () -> raw().ifPresent(json -> said.add(new Event.Annotated(choice, json))));
                default -> {
                    String text = optional();
                    plain = plain.isEmpty() ? text : plain;
                }
            }
        }
        if (!detailed && !plain.isEmpty()) {
            reasoned.add(new Event.Reasoned(choice, Reasoning.plain(plain)));
        }
    }

    private void content() throws MalformedJson {
        if (in.peek() == '[') {
            each(this::part);
        } else {
            text(optional());
        }
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            said.add(new Event.Text(choice, text));
        }
    }

    private void refusal(String text) {
        if (!text.isEmpty()) {
            said.add(new Event.Refused(choice, text));
        }
    }

    /** Mistral: content in parts, of which {@code thinking} ones hold parts themselves. */
    private void part() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(PART)) {
                case "text" -> text(optional());
                case "thinking" -> thinking();
                default -> in.skip();
            }
        }
    }

    private void thinking() throws MalformedJson {
        int before = said.size();
        if (in.peek() == '[') {
            each(this::part);
        } else {
            text(optional());
        }
        List<Event> thoughts = said.subList(before, said.size());
        for (Event thought : thoughts) {
            if (thought instanceof Event.Text(int at, String text)) {
                reasoned.add(new Event.Reasoned(at, Reasoning.plain(text)));
            }
        }
        thoughts.clear();
    }

    private boolean details() throws MalformedJson {
        int before = reasoned.size();
        each(() -> ReasoningDetails.read(in).ifPresent(item -> reasoned.add(new Event.Reasoned(choice, item))));
        return reasoned.size() > before;
    }

    /** A call without an index is a new one: vendors that leave it out send each call whole. */
    private void toolCall() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        int index = -1;
        Optional<String> id = Optional.empty();
        callName = "";
        callArguments = "";
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(CALL)) {
                case "index" -> index = (int) in.count();
                case "id" -> id = Optional.of(optional()).filter(text -> !text.isEmpty());
                case "function" -> function();
                default -> in.skip();
            }
        }
        said.add(new Event.ToolCalled(choice, index < 0 ? unindexedCalls++ : index, id,
                callName.isEmpty() ? Optional.empty() : Optional.of(callName), callArguments));
    }

    private void function() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(FUNCTION)) {
                case "name" -> callName = optional();
                case "arguments" -> callArguments = in.peek() == '{' ? raw().orElse("") : optional();
                default -> in.skip();
            }
        }
    }

    private void image() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(IMAGE)) {
                case "image_url" -> image();
                case "url" -> said.add(new Event.Pictured(choice, optional()));
                default -> in.skip();
            }
        }
    }

    private void each(Element read) throws MalformedJson {
        if (in.peek() != '[') {
            in.skip();
            return;
        }
        in.enterArray();
        while (in.nextElement()) {
            read.next();
        }
    }

    /** The string that is next; empty when something else stands there. */
    private String optional() throws MalformedJson {
        if (in.peek() == '"') {
            return in.string();
        }
        in.skip();
        return "";
    }

    /** The value that is next as it is written, unless it is null. */
    private Optional<String> raw() throws MalformedJson {
        boolean isNull = in.atNull();
        int from = in.position();
        in.skip();
        return isNull ? Optional.empty()
                : Optional.of(new String(bytes, from, in.position() - from, StandardCharsets.UTF_8));
    }

    /** Reads one element of an array. */
    private interface Element {
        void next() throws MalformedJson;
    }
}
