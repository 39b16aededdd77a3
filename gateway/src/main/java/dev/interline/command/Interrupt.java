package dev.interline.command;

import java.lang.reflect.Proxy;

/**
 * Makes Ctrl-C interrupt the thread that made this, instead of ending the process, until it is closed. The JVM's
 * signals have no other interface than an unsupported one, hence by reflection; where it is missing, Ctrl-C ends the
 * process as always.
 */
final class Interrupt implements AutoCloseable {
    private final Runnable restore;

    private Interrupt(Runnable restore) {
        this.restore = restore;
    }

    static Interrupt here() {
        var thread = Thread.currentThread();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            var handle = signal.getMethod("handle", signal, handler);
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            Object ours = Proxy.newProxyInstance(Interrupt.class.getClassLoader(), new Class<?>[]{handler},
                    (_, method, arguments) -> {
                        if (!method.getName().equals("handle")) {
                            return method.invoke(thread, arguments); // equals, hashCode, toString
                        }
                        thread.interrupt();
                        return thread; // which nobody reads
                    });
            Object before = handle.invoke(null, interrupt, ours);
            return new Interrupt(() -> {
                try {
                    handle.invoke(null, interrupt, before);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("cannot restore Ctrl-C", e);
                }
            });
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new Interrupt(() -> {
                // Nothing was changed.
            });
        }
    }

    @Override
    public void close() {
        restore.run();
        Thread.interrupted(); // one that came after the answer's end is not for whatever comes next
    }
}
