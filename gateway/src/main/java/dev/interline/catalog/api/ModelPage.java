package dev.interline.catalog.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which part of a list is shown; all of it unless the client asks for less.
 *
 * @param offset rows to leave out at the start
 * @param limit rows to show at most
 * @param all whether the client asked for no part
 */
record ModelPage(int offset, int limit, boolean all) {
    private static final int USUAL = 500;
    private static final int MOST = 1000;

    /** @throws dev.interline.exchange.Rejected when offset or limit are out of bounds */
    static ModelPage of(Parameters given) {
        OptionalInt offset = given.whole("offset", 0, Integer.MAX_VALUE);
        OptionalInt limit = given.whole("limit", 1, MOST);
        return new ModelPage(offset.orElse(0), limit.orElse(USUAL), offset.isEmpty() && limit.isEmpty());
    }

    <T> List<T> of(List<T> rows) {
        return all ? rows : rows.stream().skip(offset).limit(limit).toList();
    }

    /** Where the rows behind this page are, with the other parameters kept; nothing if there are none. */
    Optional<String> next(String path, Parameters given, int total) {
        long next = (long) offset + limit;
        if (all || next >= total) {
            return Optional.empty();
        }
        Map<String, String> parameters = new TreeMap<>(given.values());
        parameters.put("offset", Long.toString(next));
        parameters.put("limit", Integer.toString(limit));
        return Optional.of(path + parameters.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&", "?", "")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
