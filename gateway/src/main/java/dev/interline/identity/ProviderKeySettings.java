package dev.interline.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be changed about a provider key, beside the key itself. Each list names the only ones that may use it; absent:
 * anyone, empty: nobody.
 *
 * @param name what its owner calls it, at most 255 characters
 * @param disabled whether its owner switched it off
 * @param fallback whether it is used only when the gateway's own accounts did not help
 * @param sortOrder keys of a provider are tried in ascending order of this
 * @param models ids of models
 * @param keyHashes hashes of API keys of the account
 * @param members ids of members of the account, who made the API keys
 */
public record ProviderKeySettings(Optional<String> name, boolean disabled, boolean fallback, int sortOrder,
        Optional<List<String>> models, Optional<List<String>> keyHashes, Optional<List<String>> members) {
    /** A key for everybody. */
    public static final ProviderKeySettings USUAL = new ProviderKeySettings(Optional.empty(), false, false, 0,
            Optional.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST_NAME = 255;

    public ProviderKeySettings {
        models = models.map(List::copyOf);
        keyHashes = keyHashes.map(List::copyOf);
        members = members.map(List::copyOf);
    }

    ProviderKeySettings at(int position) {
        return new ProviderKeySettings(name, disabled, fallback, position, models, keyHashes, members);
    }

    boolean allows(Caller caller) {
        return (keyHashes.isEmpty() || keyHashes.get().contains(caller.keyHash()))
                && (members.isEmpty() || caller.creator().filter(members.get()::contains).isPresent());
    }

    Optional<Set<String>> modelSet() {
        return models.map(ids -> ids.stream().collect(Collectors.toUnmodifiableSet()));
    }

    void check() {
        name.ifPresent(text -> Rules.text("the name of a provider key", text, LONGEST_NAME));
        models.ifPresent(ids -> Rules.items("allowed_models", ids));
        keyHashes.ifPresent(hashes -> Rules.items("allowed_api_key_hashes", hashes));
        members.ifPresent(ids -> Rules.items("allowed_user_ids", ids));
    }

    /** For the audit. */
    String told() {
        var text = new StringBuilder(name.orElse("unnamed")).append(disabled ? ", disabled" : "")
                .append(fallback ? ", fallback" : "").append(", position ").append(sortOrder);
        models.ifPresent(ids -> text.append(", models ").append(String.join(" ", ids)));
        keyHashes.ifPresent(hashes -> text.append(", keys ").append(String.join(" ", hashes)));
        members.ifPresent(ids -> text.append(", members ").append(String.join(" ", ids)));
        return text.toString();
    }
}
