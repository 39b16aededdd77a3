package dev.interline.catalog;

import dev.interline.catalog.Model.Architecture;
import java.util.List;

/** Says in a sentence or two what is known about a model. */
final class Description {
    private Description() {}

    static String of(Model model) {
        String name = model.name();
        Architecture architecture = model.architecture();
        long context = model.contextLength();
        long completion = model.top().maxCompletionTokens();
        int colon = name.indexOf(": ");
        var text = new StringBuilder(160);
        if (colon > 0) {
            text.append(name, colon + 2, name.length()).append(" by ").append(name, 0, colon);
        } else {
            text.append(name);
        }
        if ("Router".equals(architecture.tokenizer())) {
            text.append(" picks a model for each request.");
        } else if (architecture.output().contains("embeddings")) {
            text.append(" turns ").append(listed(architecture.input())).append(" into embeddings.");
        } else {
            text.append(" takes ").append(listed(architecture.input())).append(" and gives ")
                    .append(listed(architecture.output())).append('.');
        }
        if (context > 0) {
            text.append(" Its context holds ").append(grouped(context)).append(" tokens");
            if (completion > 0) {
                text.append(", an answer up to ").append(grouped(completion));
            }
            text.append('.');
        }
        return model.id().endsWith(":free") ? text.append(" This variant costs nothing.").toString() : text.toString();
    }

    private static String listed(List<String> kinds) {
        if (kinds.isEmpty()) {
            return "what its provider allows";
        }
        int last = kinds.size() - 1;
        return last == 0 ? kinds.get(0) : String.join(", ", kinds.subList(0, last)) + " and " + kinds.get(last);
    }

    private static String grouped(long number) {
        var digits = new StringBuilder(Long.toString(number));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }
}
