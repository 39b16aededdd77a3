package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Which part of a list is wanted.
 *
 * @param offset how many to skip
 * @param limit how many at most
 */
record Paging(int offset, int limit) {
    static final int MOST = 100;
    private static final int USUAL = 50;

    /** As the query says it: {@code offset} from 0, {@code limit} from 1 to 100. */
    static Paging of(Call call) {
        return new Paging(number(call, "offset", 0, 0, Integer.MAX_VALUE), number(call, "limit", USUAL, 1, MOST));
    }

    static int number(Call call, String name, int usual, int least, int most) {
        return call.query(name).filter(text -> !text.equals("null")).map(text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // No number: told below.
            }
            throw new Rejected(Problem.invalid(name + ": expected a whole number from " + least
                    + (most == Integer.MAX_VALUE ? "" : " to " + most)));
        }).orElse(usual);
    }

    /** This part of a list, and how long the whole is: {@code {"data": [...], "total_count": n}}. */
    <T> Answer answer(List<T> all, Function<T, JsonNode> json) {
        var answer = Json.mapper().createObjectNode();
        var rows = answer.putArray("data");
        of(all).forEach(each -> rows.add(json.apply(each)));
        return Answer.ok(answer.put("total_count", all.size()));
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }
}
