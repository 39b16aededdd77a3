package dev.interline.config;

import dev.interline.config.Keys.Shape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes records of a tree of texts. It goes on after a complaint, with the default in place of what was refused, so
 * that all complaints are heard; its result counts only when there were none.
 */
final class Binder {
    private final List<Issue> issues;
    private final List<Setting> settings = new ArrayList<>();

    Binder(List<Issue> issues) {
        this.issues = issues;
    }

    /** Every key that was bound, with its value and where that came from. */
    List<Setting> settings() {
        return settings;
    }

    /** The record that the fields make; empty only after a complaint. */
    <T extends Record> Optional<T> section(Class<T> type, String path, Node.Fields fields) {
        var components = type.getRecordComponents();
        var keys = Keys.keys(type);
        fields.children().forEach((key, node) -> {
            if (!keys.contains(key)) {
                refuse(Keys.join(path, key), "", "unknown key" + Nearest.hint(key, keys) + "; allowed: "
                        + String.join(", ", keys), node.origin());
            }
        });
        var values = new ArrayList<Object>();
        for (var component : components) {
            String key = Keys.key(component);
            component(component, Keys.join(path, key), fields).ifPresent(values::add);
        }
        return values.size() < components.length ? Optional.empty() : construct(type, path, fields, values);
    }

    private Optional<Object> component(RecordComponent component, String path, Node.Fields fields) {
        var said = Optional.ofNullable(fields.children().get(Keys.key(component)));
        Shape shape = Keys.shape(component.getGenericType());
        var standard = standard(component, shape);
        var node = said.filter(given -> !(given instanceof Node.Nothing)).or(() -> standard);
        if (node.isPresent()) {
            return value(shape, path, node.get()).or(() -> inPlace(shape, standard));
        }
        return switch (shape) {
            case Shape.Maybe _ -> unset(path, Optional.empty());
            case Shape.Sequence _ -> unset(path, List.of());
            case Shape.Named _ -> unset(path, Map.of());
            case Shape.Section(var type) -> section(type, path, Node.Fields.empty()).map(Object.class::cast);
            case Shape.Value(_, var form) -> {
                refuse(path, "", "missing: " + form.allowed(), said.orElse(fields).origin());
                yield Optional.empty();
            }
        };
    }

    /** What stands in for a refused value, so that its neighbours are checked too. */
    private static Optional<Object> inPlace(Shape shape, Optional<Node> standard) {
        var unheard = new Binder(new ArrayList<>());
        return switch (shape) {
            case Shape.Maybe _ -> Optional.of(Optional.empty());
            case Shape.Sequence _ -> Optional.of(List.of());
            case Shape.Named _ -> Optional.of(Map.of());
            case Shape.Section(var type) -> unheard.section(type, "", Node.Fields.empty()).map(Object.class::cast);
            case Shape.Value _ -> standard.flatMap(node -> unheard.value(shape, "", node));
        };
    }

    private static Optional<Node> standard(RecordComponent component, Shape shape) {
        return Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value)
                .map(text -> shape instanceof Shape.Sequence
                        ? Variables.list(text, new Origin.Standard())
                        : new Node.Text(text, text, new Origin.Standard()));
    }

    private Optional<Object> unset(String path, Object value) {
        settings.add(new Setting(path, "", new Origin.Standard()));
        return Optional.of(value);
    }

    private Optional<Object> value(Shape shape, String path, Node node) {
        return switch (shape) {
            case Shape.Maybe _ when node instanceof Node.Text text && text.value().isEmpty() ->
                unset(path, Optional.empty());
            case Shape.Maybe(var inner) -> value(inner, path, node).map(Optional::of);
            case Shape.Section(var type) when node instanceof Node.Fields fields ->
                section(type, path, fields).map(Object.class::cast);
            case Shape.Named(var inner) when node instanceof Node.Fields fields -> named(inner, path, fields);
            case Shape.Sequence(var inner) when node instanceof Node.Items items -> sequence(inner, path, items);
            case Shape.Value(var type, var form) when node instanceof Node.Text text -> single(type, form, path, text);
            case Shape.Section _, Shape.Named _ -> wrong(path, node, "a section of keys and values");
            case Shape.Sequence _ -> wrong(path, node, "a list");
            case Shape.Value(_, var form) -> wrong(path, node, form.allowed());
        };
    }

    private Optional<Object> single(Class<?> type, Values.Form form, String path, Node.Text text) {
        try {
            Object value = form.read().apply(text.value());
            settings.add(new Setting(path, Values.text(value), text.origin()));
            return Optional.of(value);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return refuse(path, type == Secret.class ? Secret.MASK : text.written(),
                    form.allowed() + Nearest.hint(text.written(), form.words()), text.origin());
        }
    }

    private Optional<Object> named(Shape inner, String path, Node.Fields fields) {
        var entries = new LinkedHashMap<String, Object>();
        fields.children().forEach((name, node) -> {
            Node given = node instanceof Node.Nothing && inner instanceof Shape.Section
                    ? new Node.Fields(Map.of(), node.origin()) : node;
            value(inner, Keys.join(path, name), given).or(() -> inPlace(inner, Optional.empty()))
                    .ifPresent(value -> entries.put(name, value));
        });
        return Optional.of(entries);
    }

    private Optional<Object> sequence(Shape inner, String path, Node.Items items) {
        var values = new ArrayList<Object>();
        int index = 0;
        for (Node item : items.items()) {
            value(inner, path + "[" + index++ + "]", item).ifPresent(values::add);
        }
        return Optional.of(values);
    }

    private <T extends Record> Optional<T> construct(Class<T> type, String path, Node.Fields fields,
            List<Object> values) {
        try {
            var types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType);
            return Optional.of(type.getDeclaredConstructor(types.toArray(Class<?>[]::new)).newInstance(
                    values.toArray()));
        } catch (InvocationTargetException thrown) {
            if (!(thrown.getCause() instanceof Checks.Refusal refusal)) {
                throw new IllegalStateException("cannot make " + type, thrown);
            }
            for (var complaint : refusal.complaints()) {
                Node node = find(fields, complaint.key());
                refuse(Keys.join(path, complaint.key()), written(node, complaint.value()), complaint.allowed(),
                        node.origin());
            }
            return Optional.empty();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make " + type, impossible);
        }
    }

    /** The value of a key below the fields, or of the nearest key above it. */
    private static Node find(Node.Fields fields, String key) {
        for (var entry : fields.children().entrySet()) {
            if (key.equals(entry.getKey())) {
                return entry.getValue();
            }
            if (key.startsWith(entry.getKey() + ".") && entry.getValue() instanceof Node.Fields deeper) {
                return find(deeper, key.substring(entry.getKey().length() + 1));
            }
        }
        return fields;
    }

    /** A refused value as the operator wrote it, since with variables filled in it may hold a secret. */
    private static String written(Node node, String value) {
        return switch (node) {
            case Node.Text text when !value.equals(Secret.MASK) -> text.written();
            case Node.Items(var items, _) -> items.stream()
                    .filter(item -> item instanceof Node.Text text && text.value().equals(value))
                    .map(item -> written(item, value)).findFirst().orElse(value);
            case Node.Text _, Node.Fields _, Node.Nothing _ -> value;
        };
    }

    private Optional<Object> wrong(String path, Node node, String allowed) {
        String found = switch (node) {
            case Node.Text _ -> "a single value";
            case Node.Items _ -> "a list";
            case Node.Fields _ -> "a section";
            case Node.Nothing _ -> "nothing";
        };
        return refuse(path, "", allowed + ", not " + found, node.origin());
    }

    private <T> Optional<T> refuse(String path, String value, String message, Origin origin) {
        issues.add(new Issue(path, value, message, origin));
        return Optional.empty();
    }
}
