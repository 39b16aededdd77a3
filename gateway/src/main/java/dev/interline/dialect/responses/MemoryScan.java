package dev.interline.dialect.responses;

import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.RequestValues;
import java.util.Optional;

/** Reads and checks the fields that only work where answers are kept (OpenRouter: the Responses API is stateless). */
final class MemoryScan {
    private static final String STATELESS =
            "is not supported: responses are not stored. Send the whole conversation in input";

    private final long most;
    private Optional<Boolean> store = Optional.empty();
    private boolean continued;

    /** @param most most bytes of an input whose answer is kept; 0 if none is */
    MemoryScan(long most) {
        this.most = most;
    }

    /** Whether the request goes on from an answer that is kept. */
    boolean isContinued() {
        return continued;
    }

    /** What all of it comes to. */
    Exchange.Memory told(int inputBytes, boolean references) {
        return new Exchange.Memory(isStored(inputBytes), continued || references);
    }

    /** Kept unless the client says otherwise (OpenAI: {@code store}), if it is not too large. */
    private boolean isStored(int inputBytes) {
        if (inputBytes <= most) {
            return most > 0 && store.orElse(true);
        }
        if (most > 0 && store.orElse(false)) {
            throw RequestScan.rejected("store", "the input is larger than the " + most + " bytes that may be kept "
                    + "(responses.store.max-size). Send store: false");
        }
        return false;
    }

    /** Consumes the value of a field, if it is one of these. */
    boolean read(String name, RequestValues values) throws MalformedJson {
        switch (name) {
            case "store" -> {
                store = values.flag(name);
                if (most == 0 && store.orElse(false)) {
                    throw values.rejected(name, "true is not supported: responses are not stored. Leave it out or send "
                            + "false");
                }
            }
            case "previous_response_id" -> {
                if (most == 0) {
                    refuse(name, values, STATELESS);
                } else {
                    continued = values.string(name).isPresent();
                }
            }
            case "conversation" -> refuse(name, values, most == 0 ? STATELESS
                    : "is not supported: conversations are not stored. Send previous_response_id, or the whole "
                            + "conversation in input");
            case "prompt" -> refuse(name, values, "is not supported: no prompts are stored. Send instructions and "
                    + "input");
            case "background" -> {
                if (values.flag(name).orElse(false)) {
                    throw values.rejected(name, "true is not supported: responses are not made in the background. "
                            + "Leave it out or send false, and stream a long answer");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void refuse(String name, RequestValues values, String why) throws MalformedJson {
        if (!values.isNull()) {
            throw values.rejected(name, why);
        }
    }
}
