package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Token probabilities, from the chat wire's form: an entry a token, in which nothing may be missing here. */
final class Logprobs {
    private Logprobs() {}

    static List<String> of(String chat) {
        return Members.of(chat).objects("content").stream().map(Logprobs::entry).toList();
    }

    private static String entry(Members token) {
        var out = new ByteSink(128);
        token(token, out);
        out.text(",\"top_logprobs\":[");
        List<Members> others = token.objects("top_logprobs");
        for (int i = 0; i < others.size(); i++) {
            token(others.get(i), i == 0 ? out : out.write(','));
            out.write('}');
        }
        return out.text("]}").toString();
    }

    /** The object without its end. */
    private static void token(Members token, ByteSink out) {
        String text = token.string("token").orElse("");
        out.text("{\"token\":").string(text).name(false, "bytes");
        token.raw("bytes").ifPresentOrElse(out::text, () -> bytes(text, out));
        out.name(false, "logprob").text(token.raw("logprob").orElse("0"));
    }

    private static void bytes(String text, ByteSink out) {
        out.write('[');
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            (i == 0 ? out : out.write(',')).number(bytes[i] & 0xff);
        }
        out.write(']');
    }
}
