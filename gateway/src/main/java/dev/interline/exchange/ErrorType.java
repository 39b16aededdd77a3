package dev.interline.exchange;

import java.util.Locale;

/** OpenRouter's vocabulary of errors ({@code error_type}), each with the HTTP status that it stands for. */
public enum ErrorType {
    CONTEXT_LENGTH_EXCEEDED(400),
    MAX_TOKENS_EXCEEDED(400),
    TOKEN_LIMIT_EXCEEDED(400),
    STRING_TOO_LONG(400),
    INVALID_REQUEST(400),
    INVALID_PROMPT(400),
    CONTENT_POLICY_VIOLATION(400),
    REFUSAL(400),
    INVALID_IMAGE(400),
    IMAGE_TOO_LARGE(400),
    IMAGE_TOO_SMALL(400),
    UNSUPPORTED_IMAGE_FORMAT(400),
    IMAGE_DOWNLOAD_FAILED(400),
    AUTHENTICATION(401),
    PAYMENT_REQUIRED(402),
    PERMISSION_DENIED(403),
    NOT_FOUND(404),
    IMAGE_NOT_FOUND(404),
    PRECONDITION_FAILED(412),
    PAYLOAD_TOO_LARGE(413),
    UNPROCESSABLE(422),
    RATE_LIMIT_EXCEEDED(429),
    SERVER(500),
    UNMAPPED(500),
    PROVIDER_UNAVAILABLE(502),
    PROVIDER_OVERLOADED(503),
    TIMEOUT(504);

    private final int status;
    private final String text = name().toLowerCase(Locale.ROOT);

    ErrorType(int status) {
        this.status = status;
    }

    /** The HTTP status of this error when nothing more precise is known. */
    public int status() {
        return status;
    }

    /** The word on the wire. */
    public String text() {
        return text;
    }
}
