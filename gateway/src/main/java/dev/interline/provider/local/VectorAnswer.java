package dev.interline.provider.local;

import dev.interline.bytes.ByteSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Writes an answer with vectors in OpenAI's wire, one after the other. Not thread-safe. */
final class VectorAnswer {
    private final ByteSink out = new ByteSink(4096);
    private final boolean base64;
    private int count;
    private long tokens;

    /** @param base64 whether vectors are written as Base64 of little-endian floats of 32 bits, else as numbers */
    VectorAnswer(boolean base64) {
        this.base64 = base64;
        out.text("{\"object\":\"list\",\"data\":[");
    }

    void add(Embedder.Embedded embedded) {
        out.text(count == 0 ? "" : ",").text("{\"object\":\"embedding\",\"index\":").number(count)
                .text(",\"embedding\":");
        if (base64) {
            base64(embedded.vector());
        } else {
            numbers(embedded.vector());
        }
        out.write('}');
        count++;
        tokens += embedded.tokens();
    }

    private void base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        out.write('"').write(Base64.getEncoder().encode(bytes.array())).write('"');
    }

    private void numbers(float[] vector) {
        out.write('[');
        for (int i = 0; i < vector.length; i++) {
            out.text(i == 0 ? "" : ",").text(Float.toString(vector[i]));
        }
        out.write(']');
    }

    /** The whole answer; nothing is added behind it. */
    byte[] end(String model) {
        return out.text("],\"model\":").string(model).text(",\"usage\":{\"prompt_tokens\":").number(tokens)
                .text(",\"total_tokens\":").number(tokens).text("}}").toBytes();
    }
}
