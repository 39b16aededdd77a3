package dev.interline.dialect.messages;

/** Tells when arguments that arrive in pieces are one whole JSON object: counts brackets outside of strings. */
final class ToolArguments {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean begun;

    void clear() {
        depth = 0;
        inString = false;
        escaped = false;
        begun = false;
    }

    void add(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (inString) {
                inString = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                depth++;
                begun = true;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }

    boolean complete() {
        return begun && depth <= 0;
    }
}
