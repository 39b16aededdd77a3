package dev.interline.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what a running server cannot change ({@link AtRestart}) as it was. */
final class Restart {
    private Restart() {}

    /**
     * What comes of a reload.
     *
     * @param config the new configuration with the old values of such keys
     * @param held paths of such keys whose new values wait for a restart
     */
    record Kept(Config config, List<String> held) {}

    static Kept keep(Config current, Config next) {
        var held = new ArrayList<String>();
        return new Kept(merge(Config.class, "", current, next, held), List.copyOf(held));
    }

    private static <T extends Record> T merge(Class<T> type, String path, Record current, Record next,
            List<String> held) {
        try {
            var values = new ArrayList<Object>();
            for (RecordComponent component : type.getRecordComponents()) {
                values.add(value(component, Keys.join(path, Keys.key(component)),
                        component.getAccessor().invoke(current), component.getAccessor().invoke(next), held));
            }
            var types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType);
            return type.getDeclaredConstructor(types.toArray(Class<?>[]::new)).newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot merge " + type, impossible);
        }
    }

    private static Object value(RecordComponent component, String path, Object current, Object next,
            List<String> held) {
        if (component.isAnnotationPresent(AtRestart.class)) {
            if (!current.equals(next)) {
                held.add(path);
            }
            return current;
        }
        return Keys.shape(component.getGenericType()) instanceof Keys.Shape.Section(var section)
                ? merge(section, path, (Record) current, (Record) next, held) : next;
    }
}
