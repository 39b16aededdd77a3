package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import java.util.ArrayList;
import java.util.List;

/** A message: texts and refusals, one after the other. */
final class MessageItem extends OutputItem {
    private final List<Content> contents = new ArrayList<>();

    /** A part of the message; what is said of a text are JSON objects of this wire. */
    private record Content(boolean refusal, StringBuilder text, List<String> annotations, List<String> logprobs) {
        void write(ByteSink out) {
            if (refusal) {
                out.text("{\"type\":\"refusal\",\"refusal\":").string(text.toString()).write('}');
            } else {
                out.text("{\"type\":\"output_text\",\"text\":").string(text.toString());
                array("annotations", annotations, out);
                array("logprobs", logprobs, out);
                out.write('}');
            }
        }
    }

    MessageItem(Ids ids, int index) {
        super(ids.item("msg", index), index);
    }

    /** More text, and the probabilities of its tokens as far as they are known. */
    void text(String text, List<String> logprobs, Events events) {
        Content content = content(false, events);
        content.text().append(text);
        content.logprobs().addAll(logprobs);
        array("logprobs", logprobs, open("response.output_text.delta", events).name(false, "delta").string(text));
        events.close();
    }

    /** More of a refusal. */
    void refuse(String text, Events events) {
        content(true, events).text().append(text);
        open("response.refusal.delta", events).name(false, "delta").string(text);
        events.close();
    }

    /** A source of the text that is being said; tells false when none is. */
    boolean annotate(String annotation, Events events) {
        if (contents.isEmpty() || contents.getLast().refusal()) {
            return false;
        }
        List<String> annotations = contents.getLast().annotations();
        open("response.output_text.annotation.added", events).name(false, "annotation_index").number(annotations.size())
                .name(false, "annotation").text(annotation);
        events.close();
        annotations.add(annotation);
        return true;
    }

    @Override
    void complete(Events events) {
        if (contents.isEmpty()) {
            return;
        }
        Content content = contents.getLast();
        if (content.refusal()) {
            open("response.refusal.done", events).name(false, "refusal").string(content.text().toString());
        } else {
            array("logprobs", content.logprobs(), open("response.output_text.done", events).name(false, "text")
                    .string(content.text().toString()));
        }
        events.close();
        content.write(open("response.content_part.done", events).name(false, "part"));
        events.close();
    }

    @Override
    void members(ByteSink out) {
        out.text(",\"type\":\"message\",\"role\":\"assistant\",\"content\":[");
        for (int i = 0; i < contents.size(); i++) {
            contents.get(i).write(i == 0 ? out : out.write(','));
        }
        out.write(']');
    }

    /** The part that is being said, if need be a new one. */
    private Content content(boolean refusal, Events events) {
        if (contents.isEmpty() || contents.getLast().refusal() != refusal) {
            complete(events);
            var content = new Content(refusal, new StringBuilder(), new ArrayList<>(), new ArrayList<>());
            contents.add(content);
            content.write(open("response.content_part.added", events).name(false, "part"));
            events.close();
        }
        return contents.getLast();
    }

    private ByteSink open(String type, Events events) {
        return events.open(type, this).name(false, "content_index").number(contents.size() - 1);
    }

    private static void array(String name, List<String> objects, ByteSink out) {
        out.name(false, name).write('[').text(String.join(",", objects)).write(']');
    }
}
