package dev.interline.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the sources one after another, lays them over each other and binds the result. */
final class Loader {
    private final List<Issue> issues = new ArrayList<>();

    private Loader() {}

    static Loading of(String yaml) {
        var loader = new Loader();
        Node tree = new YamlTree(Environment.EMPTY, line -> new Origin.Line(Path.of("text"), line), loader.issues)
                .read(yaml, "");
        return loader.bind(loader.root(tree), Set.of());
    }

    static Loading load(Sources sources) {
        var loader = new Loader();
        Node.Fields file = sources.hasFile() ? loader.file(sources) : Node.Fields.empty();
        if (loader.issues.stream().anyMatch(issue -> issue.path().isEmpty())) { // the file as a whole is unusable
            return new Loading.Refused(loader.issues);
        }
        Node.Fields variables = new Variables(file, loader.issues).read(sources.environment());
        return loader.bind(file.under(variables).under(options(sources.options())), sources.vendors());
    }

    private Loading bind(Node.Fields tree, Set<String> vendors) {
        var binder = new Binder(issues);
        var config = binder.section(Config.class, "", tree);
        config.ifPresent(good -> good.providers().forEach((name, entry) -> {
            if (!vendors.isEmpty() && !vendors.contains(name) && entry.baseUrl().isEmpty()) {
                issues.add(new Issue("providers." + name + ".base-url", "", "missing: no provider of that name is"
                        + " known by heart" + Nearest.hint(name, vendors), origin(tree, "providers", name)));
            }
        }));
        return config.isPresent() && issues.isEmpty()
                ? new Loading.Loaded(config.get(), binder.settings())
                : new Loading.Refused(issues.stream().sorted(Comparator.comparingInt(Loader::line)).toList());
    }

    private static int line(Issue issue) {
        return switch (issue.origin()) {
            case Origin.Line(_, int number) -> number;
            case Origin.Standard _, Origin.Variable _, Origin.Option _ -> Integer.MAX_VALUE;
        };
    }

    private Node.Fields file(Sources sources) {
        Path file = sources.file();
        var nowhere = new Origin.Line(file, 1);
        try {
            if (Files.size(file) > YamlTree.MAX_LENGTH) {
                issues.add(new Issue("", "", "too large: at most " + new Size(YamlTree.MAX_LENGTH), nowhere));
                return Node.Fields.empty();
            }
            return root(new YamlTree(sources.environment(), line -> new Origin.Line(file, line), issues)
                    .read(Files.readString(file), ""));
        } catch (NoSuchFileException missing) {
            issues.add(new Issue("", "", file + ": no such file", new Origin.Standard()));
        } catch (CharacterCodingException notText) {
            issues.add(new Issue("", "", file + ": not UTF-8", new Origin.Standard()));
        } catch (IOException unreadable) {
            issues.add(new Issue("", "", file + ": cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    new Origin.Standard()));
        }
        return Node.Fields.empty();
    }

    private Node.Fields root(Node tree) {
        return switch (tree) {
            case Node.Fields fields -> fields;
            case Node.Nothing _ -> Node.Fields.empty();
            case Node.Text _, Node.Items _ -> {
                issues.add(new Issue("", "", "keys and values such as \"port: 8080\"", tree.origin()));
                yield Node.Fields.empty();
            }
        };
    }

    private static Node.Fields options(Map<String, String> options) {
        var tree = Node.Fields.empty();
        for (String path : options.keySet().stream().sorted(Comparator.naturalOrder()).toList()) {
            var origin = new Origin.Option("--" + path);
            String text = options.getOrDefault(path, "");
            Node node = new Node.Text(text, text, origin);
            for (String key : List.of(path.split("\\.")).reversed()) {
                node = new Node.Fields(new LinkedHashMap<>(Map.of(key, node)), origin);
            }
            tree = tree.under((Node.Fields) node);
        }
        return tree;
    }

    private static Origin origin(Node.Fields tree, String section, String name) {
        return tree.children().get(section) instanceof Node.Fields entries && entries.children().get(name) != null
                ? entries.children().get(name).origin() : tree.origin();
    }
}
