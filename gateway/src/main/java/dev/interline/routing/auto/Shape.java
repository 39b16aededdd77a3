package dev.interline.routing.auto;

/** What a text looks like, whatever its words: signs of code, of mathematics, and of a foreign script. */
final class Shape {
    private static final String ENDS_OF_CODE = ";{}";
    private static final String OPERATORS = "+-*/^=<>\u00d7\u00f7";

    private final String text;
    private int fences;
    private int codeLines;
    private int identifiers;
    private int operators;
    private int formulas;
    private int numbers;
    private int foreign;
    private int letters;
    private boolean question;

    Shape(String text) {
        this.text = text;
        for (int i = 0; i < text.length(); i++) {
            look(i, text.charAt(i));
        }
    }

    private void look(int i, char one) {
        char before = at(i - 1);
        char after = at(i + 1);
        if (Character.isLetter(one)) {
            letters++;
            foreign += Scripts.isForeign(one) ? 1 : 0;
            identifiers += one < 128 && isIdentifier(one, before, after) ? 1 : 0;
            formulas += !Character.isLetterOrDigit(before) && (after == '^' || after == '\'' && at(i + 2) == ' ')
                    || Character.isDigit(before) && one < 128 && !Character.isLetterOrDigit(after) && one != 's' ? 1
                            : 0;
            return;
        }
        if (Character.isDigit(one)) {
            numbers += Character.isDigit(before) || Character.isLetter(before) ? 0 : 1;
            return;
        }
        switch (one) {
            case '`' -> fences += before == '`' && after == '`' ? 1 : 0;
            case '\n' -> codeLines += ENDS_OF_CODE.indexOf(before) >= 0 || before == ':' && after == ' ' ? 1 : 0;
            case '?', '\uff1f', '\u00bf' -> question = true;
            case '=', '-' -> operators += after == '>' || after == '=' ? 1 : 0;
            case ':', '&', '|' -> operators += after == one ? 1 : 0;
            case '<' -> operators += after == '/' || Character.isLetter(after) && before != ' ' ? 1 : 0;
            case ')' ->
                operators += after == ';' || after == '.' && Character.isLetter(at(i + 2)) || before == '(' ? 1 : 0;
            default -> {
                // It tells nothing but, perhaps, what follows.
            }
        }
        if (OPERATORS.indexOf(one) >= 0 && isTerm(i, -1) && isTerm(i, 1)) {
            formulas++;
        }
    }

    /** Names as in programs: {@code camelCase}, {@code snake_case}, {@code call(}. */
    private static boolean isIdentifier(char one, char before, char after) {
        return Character.isUpperCase(one) && before < 128 && Character.isLowerCase(before)
                || before == '_' && after != ' ' || after == '(' && Character.isLetter(before);
    }

    /** Whether there is a number or a single letter beside an operator, perhaps behind one blank. */
    private boolean isTerm(int at, int step) {
        int i = at(at + step) == ' ' ? at + 2 * step : at + step;
        char one = at(i);
        return Character.isDigit(one) || one == ')' && step < 0 || one == '(' && step > 0
                || one < 128 && Character.isLetter(one) && !Character.isLetter(at(i + step));
    }

    private char at(int i) {
        return i >= 0 && i < text.length() ? text.charAt(i) : '\n';
    }

    /** How much it looks like a program. */
    float code() {
        return Math.min(fences, 1) * 3 + Math.min(codeLines, 3) * 1.2f + Math.min(identifiers, 4) * 0.8f
                + Math.min(operators, 4) * 0.8f;
    }

    /** How much it looks like a calculation. */
    float math() {
        return Math.min(formulas, 4) * 1.2f + Math.min(numbers, 4) * 0.4f;
    }

    boolean isQuestion() {
        return question;
    }

    /** Whether a good part of it is in a script that English has no use for. */
    boolean isForeign() {
        return foreign * 4 > letters;
    }

    /** How long it is, in letters of an alphabet: a sign of Chinese says as much as two or three. */
    int length() {
        return text.length() + foreign;
    }
}
