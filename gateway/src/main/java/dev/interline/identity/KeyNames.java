package dev.interline.identity;

import java.util.List;

/** How administrators name a key: by itself, by its hash, or by its label where that is unambiguous. */
final class KeyNames {
    private KeyNames() {}

    static ApiKey resolve(List<ApiKey> keys, String which) {
        var hash = KeyFormat.isHash(which) ? which : KeyFormat.hash(which);
        var exact = keys.stream().filter(key -> key.hash().equals(hash)).findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        var labelled = keys.stream().filter(key -> key.label().equals(which)).toList();
        return switch (labelled.size()) {
            case 1 -> labelled.getFirst();
            case 0 -> throw Refusal.notFound(
                    "no such key; give the key itself, its hash or its label, see interline keys list");
            default -> throw Refusal.invalid(
                    labelled.size() + " keys have the label " + which + "; give the hash, see interline keys list");
        };
    }
}
