package dev.tutti.conductor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A database before which a partition can be held just when it has concluded and is about to commit. */
final class Gate {

    /** One partition, held at its next commit. */
    static final class Hold {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        /** Returns when the partition has concluded and stands before the gate. */
        void await() {
            waitFor(arrived);
        }

        void release() {
            released.countDown();
        }
    }

    final DataSource dataSource;
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();

    Gate(DataSource database) {
        this.dataSource = (DataSource) Proxy.newProxyInstance(
                Gate.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = invoke(database, method, arguments);
                    return result instanceof Connection connection ? guarded(connection) : result;
                });
    }

    Hold hold(String partition) {
        Hold hold = new Hold();
        holds.put(PartitionsStage.thread(partition), hold);
        return hold;
    }

    private Connection guarded(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Gate.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setAutoCommit") && Boolean.FALSE.equals(arguments[0])) {
                        Hold hold = holds.remove(Thread.currentThread().getName());
                        if (hold != null) {
                            hold.arrived.countDown();
                            waitFor(hold.released);
                        }
                    }
                    return invoke(connection, method, arguments);
                });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
