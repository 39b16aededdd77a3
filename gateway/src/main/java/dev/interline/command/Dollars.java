package dev.interline.command;

import dev.interline.exchange.Money;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** Amounts of dollars as people write and read them: decimals, exact to the nano-dollar. */
final class Dollars implements ITypeConverter<Money> {
    private static final Pattern AMOUNT = Pattern.compile("[+-]?\\$?\\d{1,10}(\\.\\d{1,9})?");

    @Override
    public Money convert(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not an amount of dollars with at most 9 decimals, such as 12.50");
        }
        try {
            return Money.ofDollars(new BigDecimal(text.replace("$", "")));
        } catch (ArithmeticException e) {
            throw new TypeConversionException("'" + text + "' is more than an account can hold");
        }
    }

    /** An amount in an answer, for people; whole cents are shown as such. */
    static String show(JsonNode amount, String whenNull) {
        if (amount.isNull() || amount.isMissingNode()) {
            return whenNull;
        }
        var dollars = amount.decimalValue();
        return dollars.setScale(Math.max(2, dollars.stripTrailingZeros().scale())).toPlainString();
    }
}
