package dev.interline.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Another JVM's own count of what its threads have allocated and of what is in use. */
final class Heap implements AutoCloseable {
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

    /** Bytes that are in use when all garbage has been collected, which is done for it and stops the process for a moment. */
    long live() {
        return (long) ask("java.lang:type=Memory", (bean, server) -> {
            server.invoke(bean, "gc", new Object[0], new String[0]);
            return ((CompositeData) server.getAttribute(bean, "HeapMemoryUsage")).get("used");
        });
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
