package dev.tutti.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The journal as it stood at one moment, while others go on writing: everything is read in one transaction that the database
 * lets write nothing. To be closed; it holds a connection until then, and is used by one thread.
 */
public final class FrozenJournal implements AutoCloseable {

    /** What would end the transaction, or tries to begin one. */
    private static final Set<String> PASSED_OVER =
            Set.of("close", "commit", "rollback", "setAutoCommit", "setReadOnly", "setTransactionIsolation");

    private final Connection connection;
    private final int isolation;

    private FrozenJournal(Connection connection) throws SQLException {
        this.connection = connection;
        this.isolation = connection.getTransactionIsolation();
    }

    public static FrozenJournal of(DataSource dataSource) throws SQLException {
        var frozen = new FrozenJournal(dataSource.getConnection());
        try {
            frozen.connection.setReadOnly(true);
            frozen.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            frozen.connection.setAutoCommit(false);
            return frozen;
        } catch (SQLException | RuntimeException e) {
            frozen.close();
            throw e;
        }
    }

    /** Reads what stood then; what would write fails. */
    public Journal journal() {
        var lasting = proxy(Connection.class, connection, PASSED_OVER, null);
        return new Journal(proxy(DataSource.class, connection, Set.of(), lasting));
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            connection.setTransactionIsolation(isolation);
            connection.setReadOnly(false);
        }
    }

    /** Answers every call with the answer when there is one; else hands it on, but for those passed over. */
    private static <T> T proxy(Class<T> type, Connection to, Set<String> passedOver, @Nullable Connection answer) {
        return type.cast(Proxy.newProxyInstance(
                FrozenJournal.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (answer != null || passedOver.contains(method.getName())) {
                        return answer;
                    }
                    try {
                        return method.invoke(to, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
