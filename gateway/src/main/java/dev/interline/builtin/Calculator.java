package dev.interline.builtin;

import dev.interline.bytes.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Arithmetic with decimals of any length: {@code 0.1 + 0.2} is 0.3. Divisions and roots are exact to 50 digits. */
final class Calculator implements Builtin {
    private static final int LONGEST = 1_000;

    @Override
    public String name() {
        return "calculator";
    }

    @Override
    public String description() {
        return "Evaluates an arithmetic expression with exact decimals: + - * / % ^, parentheses, and the functions sqrt,"
                + " abs, min, max, floor, ceil, round(x, places).";
    }

    @Override
    public ObjectNode parameters() {
        return Arguments.with(Arguments.schema("expression"), "expression", "string",
                "The expression, for instance (19.99 * 3) * 1.19");
    }

    @Override
    public JsonNode run(JsonNode arguments) {
        String expression = Arguments.text(arguments, "expression", LONGEST);
        BigDecimal value = new Parser(expression).whole();
        return Json.mapper().createObjectNode().put("expression", expression).put("result", plain(value));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Reads an expression from left to right, the weakest operators first. */
    private static final class Parser {
        private static final MathContext DIGITS = new MathContext(50);
        /** More than any sensible result; bounds the work. */
        private static final int MOST_DIGITS = 2_000;
        private static final int MOST_POWER = 1_000;
        private static final int DEEPEST = 100;

        private final String text;
        private int at;
        private int depth;

        Parser(String text) {
            this.text = text;
        }

        BigDecimal whole() {
            BigDecimal value = sum();
            if (peek() != 0) {
                throw wrong("did not expect \"" + text.substring(at) + "\"");
            }
            return value;
        }

        private BigDecimal sum() {
            if (++depth > DEEPEST) {
                throw wrong("too many parentheses");
            }
            BigDecimal value = product();
            while (true) {
                if (taken('+')) {
                    value = bounded(value.add(product()));
                } else if (taken('-')) {
                    value = bounded(value.subtract(product()));
                } else {
                    depth--;
                    return value;
                }
            }
        }

        private BigDecimal product() {
            BigDecimal value = signed();
            while (true) {
                if (taken('*')) {
                    value = bounded(value.multiply(signed()));
                } else if (taken('/')) {
                    value = quotient(value, signed());
                } else if (taken('%')) {
                    value = value.remainder(divisor(signed()));
                } else {
                    return value;
                }
            }
        }

        private BigDecimal quotient(BigDecimal value, BigDecimal by) {
            return value.divide(divisor(by), new MathContext(Math.max(DIGITS.getPrecision(), value.precision())));
        }

        private BigDecimal divisor(BigDecimal by) {
            if (by.signum() == 0) {
                throw wrong("division by zero");
            }
            return by;
        }

        private BigDecimal signed() {
            if (taken('-')) {
                return signed().negate();
            }
            return taken('+') ? signed() : power();
        }

        /** To the right first: 2^3^2 is 512. */
        private BigDecimal power() {
            BigDecimal base = atom();
            if (!taken('^')) {
                return base;
            }
            BigDecimal exponent = signed();
            if (exponent.stripTrailingZeros().scale() > 0
                    || exponent.abs().compareTo(BigDecimal.valueOf(MOST_POWER)) > 0) {
                throw wrong("exponents must be whole numbers from -" + MOST_POWER + " to " + MOST_POWER);
            }
            int times = exponent.intValueExact();
            if ((long) base.precision() * Math.abs(times) > 2L * MOST_DIGITS) {
                throw wrong("the result has too many digits");
            }
            BigDecimal power = bounded(base.pow(Math.abs(times)));
            return times < 0 ? quotient(BigDecimal.ONE, power) : power;
        }

        private BigDecimal atom() {
            char next = peek();
            if (taken('(')) {
                BigDecimal value = sum();
                expect(')');
                return value;
            }
            return Character.isLetter(next) ? function() : number();
        }

        private BigDecimal number() {
            int from = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.'
                    || text.charAt(at) == '_')) {
                at++;
            }
            if (at < text.length() && at > from && (text.charAt(at) == 'e' || text.charAt(at) == 'E')
                    && text.substring(at).matches("[eE][+-]?\\d{1,3}(\\D.*)?")) {
                at += 2;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
            }
            try {
                return new BigDecimal(text.substring(from, at).replace("_", ""));
            } catch (NumberFormatException e) {
                throw wrong(from == text.length() ? "ends too early" : "expected a number");
            }
        }

        private BigDecimal function() {
            int from = at;
            while (at < text.length() && Character.isLetter(text.charAt(at))) {
                at++;
            }
            String name = text.substring(from, at).toLowerCase(Locale.ROOT);
            expect('(');
            var values = new ArrayList<BigDecimal>(List.of(sum()));
            while (taken(',')) {
                values.add(sum());
            }
            expect(')');
            BigDecimal first = values.getFirst();
            return switch (name) {
                case "sqrt" -> first.signum() < 0 ? negative() : first.sqrt(DIGITS);
                case "abs" -> first.abs();
                case "min" -> all(values, BigDecimal::min);
                case "max" -> all(values, BigDecimal::max);
                case "floor" -> first.setScale(0, RoundingMode.FLOOR);
                case "ceil" -> first.setScale(0, RoundingMode.CEILING);
                case "round" -> first.setScale(values.size() > 1 ? places(values.get(1)) : 0, RoundingMode.HALF_UP);
                default -> throw wrong("there is no function " + name);
            };
        }

        private BigDecimal negative() {
            throw wrong("the root of a negative number");
        }

        private int places(BigDecimal places) {
            if (places.compareTo(BigDecimal.ZERO) < 0 || places.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw wrong("places must be from 0 to 100");
            }
            return places.intValue();
        }

        private static BigDecimal all(List<BigDecimal> values, BinaryOperator<BigDecimal> of) {
            return values.stream().reduce(of).orElseThrow();
        }

        private BigDecimal bounded(BigDecimal value) {
            if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
                throw wrong("the result has too many digits");
            }
            return value;
        }

        /** The next character that is no space; 0 at the end. */
        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }

        private boolean taken(char wanted) {
            if (peek() != wanted) {
                return false;
            }
            at++;
            return true;
        }

        private void expect(char wanted) {
            if (!taken(wanted)) {
                throw wrong("expected " + wanted);
            }
        }

        private IllegalArgumentException wrong(String why) {
            return new IllegalArgumentException("expression: " + why + " (at character " + (at + 1) + ")");
        }
    }
}
