package dev.interline.config;

/**
 * One thing that is wrong with the configuration. It never holds a secret.
 *
 * @param path the key, such as {@code timeouts.idle}; empty when it is about a whole source
 * @param value the offending value as it was written; empty when it is about the key itself
 * @param message what is allowed
 * @param origin where it was said
 */
public record Issue(String path, String value, String message, Origin origin) {

    public Issue {
        value = value.replaceAll("//[^/@\\s]*@", "//" + Secret.MASK + "@")
                .replaceAll("(?i)(password=)[^&\\s]*", "$1" + Secret.MASK);
    }

    /** One line: {@code interline.yaml:12: timeouts.idle: "5": a duration such as …}. */
    public String text() {
        var line = new StringBuilder();
        if (!(origin instanceof Origin.Standard)) {
            line.append(origin.text()).append(": ");
        }
        if (!path.isEmpty()) {
            line.append(path).append(": ");
        }
        if (!value.isEmpty()) {
            line.append('"').append(value.length() > 80 ? value.substring(0, 77) + "..." : value).append("\": ");
        }
        return line.append(message).toString().replaceAll("\\p{Cntrl}", " ");
    }
}
