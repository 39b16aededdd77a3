package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;

/** An image of the answer, as the result of a call that made it. */
final class PictureItem extends OutputItem {
    private final String result;
    private boolean made;

    /** @param url a data URL, of which the data are told alone as OpenAI does, or an address */
    PictureItem(Ids ids, int index, String url) {
        super(ids.item("ig", index), index);
        int comma = url.indexOf(',');
        this.result = url.startsWith("data:") && comma >= 0 ? url.substring(comma + 1) : url;
    }

    @Override
    void complete(Events events) {
        for (String state : new String[]{"in_progress", "generating", "completed"}) {
            events.open("response.image_generation_call." + state, this);
            events.close();
        }
        made = true;
    }

    @Override
    void members(ByteSink out) {
        out.text(",\"type\":\"image_generation_call\",\"result\":");
        if (made) {
            out.string(result);
        } else {
            out.text("null");
        }
    }
}
