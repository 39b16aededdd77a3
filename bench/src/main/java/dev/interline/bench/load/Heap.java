package dev.interline.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Another JVM's own count of what its threads have allocated and of what is in use. */
final class Heap implements AutoCloseable {
    private static final String FILLER = "jdk.internal.vm.Filler";

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    /** Attaches to a process of ours on this machine: what it deserialises comes from there. */
    @SuppressWarnings("BanJNDI")
    Heap(long pid) {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            machine.detach();
            server = connector.getMBeanServerConnection();
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that all threads, those that have ended included, have allocated. */
    long allocated() {
        return (long) ask("java.lang:type=Threading", (bean, server) -> server.getAttribute(bean,
                "TotalThreadAllocatedBytes"));
    }

    /**
     * Bytes of all objects that are left when all garbage has been collected, which is done for it and stops the process for
     * a moment. What fills the gaps between them is no object: a collector does not move everything each time.
     */
    long live() {
        var rows = (String) ask("com.sun.management:type=DiagnosticCommand", (bean, server) -> server.invoke(bean,
                "gcClassHistogram", new Object[]{new String[0]}, new String[]{String[].class.getName()}));
        return rows.lines().map(row -> row.strip().split("\\s+"))
                .filter(row -> row.length >= 4 && row[0].endsWith(":") && !row[3].contains(FILLER))
                .mapToLong(row -> Long.parseLong(row[2])).sum();
    }

    private interface Question {
        Object of(ObjectName bean, MBeanServerConnection server) throws JMException, IOException;
    }

    private Object ask(String bean, Question question) {
        try {
            return question.of(new ObjectName(bean), server);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
