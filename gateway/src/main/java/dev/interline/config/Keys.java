package dev.interline.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How keys follow from record components. */
final class Keys {
    private Keys() {}

    /** The shape of a component's type. */
    sealed interface Shape {
        /** A single value. */
        record Value(Class<?> type, Values.Form form) implements Shape {}

        record Section(Class<? extends Record> type) implements Shape {}

        record Maybe(Shape shape) implements Shape {}

        record Sequence(Shape shape) implements Shape {}

        /** Entries by names that the operator chooses. */
        record Named(Shape shape) implements Shape {}
    }

    static Shape shape(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Shape last = shape(arguments[arguments.length - 1]);
            return generic.getRawType() == Optional.class ? new Shape.Maybe(last)
                    : generic.getRawType() == List.class ? new Shape.Sequence(last) : new Shape.Named(last);
        }
        Class<?> plain = (Class<?>) type;
        return Values.form(plain).<Shape>map(form -> new Shape.Value(plain, form))
                .orElseGet(() -> new Shape.Section(plain.asSubclass(Record.class)));
    }

    /** The key of a component: {@code firstContent} is {@code first-content}. */
    static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static List<String> keys(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(Keys::key).toList();
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
