package dev.interline.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills environment variables into a text: {@code ${NAME}}, {@code ${NAME:-default}}; two dollars stay as one. */
final class Substitution {
    private static final Pattern FORM = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}?");
    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private Substitution() {}

    /** Thrown with what is wrong when a text cannot be completed. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    static String apply(String text, Environment environment) throws Refused {
        Matcher form = FORM.matcher(text);
        var filled = new StringBuilder();
        while (form.find()) {
            form.appendReplacement(filled, "");
            filled.append(form.group(1) == null ? "${" : value(form.group(), environment));
        }
        return form.appendTail(filled).toString();
    }

    private static String value(String reference, Environment environment) throws Refused {
        Matcher name = NAME.matcher(reference.substring(2, reference.length() - 1));
        if (!reference.endsWith("}") || !name.matches()) {
            throw new Refused("a reference such as ${NAME} or ${NAME:-default}; write $${ for a plain ${");
        }
        Optional<String> value = environment.value(name.group(1));
        if (value.isPresent()) {
            return value.get();
        }
        if (name.group(2) == null) {
            throw new Refused("environment variable " + name.group(1) + " is not set; set it, or write ${"
                    + name.group(1) + ":-default}");
        }
        return name.group(2);
    }
}
