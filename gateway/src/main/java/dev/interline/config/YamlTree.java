package dev.interline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads YAML 1.2 into a tree of texts: each with its line, variables filled in, keys unique, growth bounded. */
final class YamlTree {
    static final int MAX_LENGTH = 1 << 20;
    private static final int MAX_NODES = 50_000;
    private static final int MAX_DEPTH = 20;
    private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.NULL, Tag.SEQ, Tag.MAP);
    private static final Set<String> NOTHING = Set.of("", "~", "null");

    private final Environment variables;
    private final IntFunction<Origin> origins;
    private final List<Issue> issues;
    private int nodes;

    /**
     * @param variables what {@code ${NAME}} may refer to
     * @param origins makes the origin of a line, counted from 1
     * @param issues where complaints go
     */
    YamlTree(Environment variables, IntFunction<Origin> origins, List<Issue> issues) {
        this.variables = variables;
        this.origins = origins;
        this.issues = issues;
    }

    /** The tree of a text that is found under a path; nothing when it is empty or broken beyond reading. */
    Node read(String yaml, String path) {
        var settings = LoadSettings.builder().setSchema(new FailsafeSchema()).setCodePointLimit(MAX_LENGTH)
                .setMaxAliasesForCollections(50).build();
        try {
            return new Compose(settings).composeString(yaml)
                    .map(root -> convert(root, path, 0))
                    .orElseGet(() -> new Node.Nothing(origins.apply(1)));
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            return refuse(path, "", "not YAML: " + broken.getProblem(), origins.apply(line));
        } catch (YamlEngineException broken) {
            return refuse(path, "", "not YAML: " + broken.getMessage(), origins.apply(1));
        }
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node, String path, int depth) {
        Origin origin = origin(node);
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            if (nodes <= MAX_NODES + 1) {
                nodes = MAX_NODES + 1;
                refuse(path, "", "too large: at most " + MAX_NODES + " values and " + MAX_DEPTH + " levels", origin);
            }
            return new Node.Nothing(origin);
        }
        if (!TAGS.contains(node.getTag())) {
            return refuse(path, node.getTag().getValue(), "no tag", origin);
        }
        return switch (node) {
            case ScalarNode scalar -> text(scalar, path, origin);
            case SequenceNode sequence -> {
                var items = new ArrayList<Node>();
                for (var item : sequence.getValue()) {
                    items.add(convert(item, path + "[" + items.size() + "]", depth + 1));
                }
                yield new Node.Items(items, origin);
            }
            case MappingNode mapping -> fields(mapping, path, depth);
            default -> refuse(path, "", "an anchor that nobody defined", origin);
        };
    }

    private Node text(ScalarNode scalar, String path, Origin origin) {
        if (scalar.isPlain() && NOTHING.contains(scalar.getValue())) {
            return new Node.Nothing(origin);
        }
        String written = scalar.getValue();
        try {
            return new Node.Text(written, Substitution.apply(written, variables), origin);
        } catch (Substitution.Refused refused) {
            return refuse(path, written, String.valueOf(refused.getMessage()), origin);
        }
    }

    private Node fields(MappingNode mapping, String path, int depth) {
        var children = new LinkedHashMap<String, Node>();
        for (NodeTuple entry : mapping.getValue()) {
            Origin origin = origin(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
                refuse(path, "", "a key must be a text", origin);
                continue;
            }
            String key = scalar.getValue();
            String below = path.isEmpty() ? key : path + "." + key;
            Node child = convert(entry.getValueNode(), below, depth + 1);
            Node first = children.putIfAbsent(key, at(child, origin));
            if (first != null) {
                refuse(below, "", "set twice, first in " + first.origin().text(), origin);
            }
        }
        return new Node.Fields(children, origin(mapping));
    }

    /** The value with the place of its key, which is the one that people look for. */
    private static Node at(Node node, Origin key) {
        return switch (node) {
            case Node.Text(var written, var value, _) -> new Node.Text(written, value, key);
            case Node.Items(var items, _) -> new Node.Items(items, key);
            case Node.Fields(var children, _) -> new Node.Fields(children, key);
            case Node.Nothing _ -> new Node.Nothing(key);
        };
    }

    private Origin origin(org.snakeyaml.engine.v2.nodes.Node node) {
        return origins.apply(node.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }

    private Node refuse(String path, String value, String message, Origin origin) {
        issues.add(new Issue(path, value, message, origin));
        return new Node.Nothing(origin);
    }
}
