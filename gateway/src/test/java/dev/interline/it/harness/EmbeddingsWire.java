package dev.interline.it.harness;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers in OpenAI's embeddings wire, as an upstream writes them. */
public final class EmbeddingsWire {
    /** A number as no double prints it: what is decoded on the way is noticed. */
    public static final String NUMBER = "-9.3272920E-3";

    private EmbeddingsWire() {}

    /** An answer with so many vectors of so many numbers; each input is counted with five tokens. */
    public static String answer(int vectors, int dimensions) {
        return wrapped(vectors, "[" + String.join(",", java.util.Collections.nCopies(dimensions, NUMBER)) + "]");
    }

    /** The same in Base64 of little-endian floats. */
    public static String base64(int vectors, float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return wrapped(vectors, '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"');
    }

    private static String wrapped(int vectors, String vector) {
        return "{\"object\":\"list\",\"data\":" + data(vectors, vector) + ",\"model\":\"upstream-model\",\"usage\":"
                + "{\"prompt_tokens\":%d,\"total_tokens\":%1$d}}".formatted(5 * vectors);
    }

    /** What of an answer must arrive byte for byte. */
    public static String data(int vectors, String vector) {
        return IntStream.range(0, vectors)
                .mapToObj(i -> "{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":" + vector + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Answers every input with a vector of so many numbers, in the format that is asked for. */
    public static Script script(int dimensions) {
        return (request, to) -> {
            var input = request.json().path("input");
            int vectors = input.isArray() && !input.path(0).isNumber() ? input.size() : 1;
            var answer = request.json().path("encoding_format").asString("").equals("base64")
                    ? base64(vectors, new float[dimensions])
                    : answer(vectors, dimensions);
            Script.json(200, answer).play(request, to);
        };
    }
}
