package org.trunkline.persistence.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Lets transactions of H2 in a file write one after another. A commit of H2 writes what all transactions have changed by then,
 * first of one table and then of the next; a process that is killed thereafter finds halves of those that wrote meanwhile,
 * for which their undo log is too old. A transaction has its turn from its first change until it has been committed or
 * rolled back. Reads do not wait. Connections to other databases, and to those in memory, are handed on as they are.
 */
final class H2Connections implements InvocationHandler {
    private static final String GET_CONNECTION = "getConnection";

    private final DataSource database;

    private H2Connections(DataSource database) {
        this.database = database;
    }

    static DataSource of(DataSource database) {
        return (DataSource) proxy(DataSource.class, new H2Connections(database));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Object result = call(database, method, arguments);
        return method.getName().equals(GET_CONNECTION) ? inTurn((Connection) result) : result;
    }

    private static Connection inTurn(Connection connection) throws SQLException {
        if (!connection.getMetaData().getURL().startsWith("jdbc:h2:")) {
            return connection;
        }
        Optional<WriteTurn> turn = H2Store.turn(connection);
        return turn.isEmpty()
                ? connection
                : (Connection) proxy(Connection.class, new H2Transaction(connection, turn.get()));
    }

    static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(H2Connections.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** Calls as if there was no proxy. */
    static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
