package dev.interline.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be changed about a workspace.
 *
 * @param name what people call it, 1 to 100 characters
 * @param slug what addresses call it, unique in its account: lower-case letters and digits with single hyphens between
 * @param description at most 500 characters
 */
public record WorkspaceSettings(String name, String slug, Optional<String> description) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int LONGEST_SLUG = 50;
    private static final int LONGEST_DESCRIPTION = 500;

    static final WorkspaceSettings DEFAULT = new WorkspaceSettings("Default", "default", Optional.empty());

    void check() {
        Rules.name("the name of a workspace", name);
        if (slug.length() > LONGEST_SLUG || !SLUG.matcher(slug).matches() || UUID.matcher(slug).matches()) {
            throw Refusal.invalid("the slug of a workspace must be 1 to " + LONGEST_SLUG
                    + " lower-case letters and digits with single hyphens between them, and no UUID");
        }
        description.ifPresent(text -> Rules.text("the description of a workspace", text, LONGEST_DESCRIPTION));
    }
}
