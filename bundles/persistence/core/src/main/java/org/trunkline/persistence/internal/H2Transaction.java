package org.trunkline.persistence.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** A connection that takes its turn with the first change of a transaction, and gives it back after the end of it. */
final class H2Transaction implements InvocationHandler {
    /** Longer than the largest import writes. */
    private static final long WAIT_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final Connection connection;
    private final WriteTurn turn;
    private boolean autoCommit;
    private boolean writing;

    H2Transaction(Connection connection, WriteTurn turn) throws SQLException {
        this.connection = connection;
        this.turn = turn;
        this.autoCommit = connection.getAutoCommit();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "createStatement" -> statement(Statement.class, method, arguments, null);
            case "prepareStatement" -> statement(PreparedStatement.class, method, arguments, (String) arguments[0]);
            case "prepareCall" -> statement(CallableStatement.class, method, arguments, (String) arguments[0]);
            case "setAutoCommit" -> setAutoCommit(method, arguments);
            case "commit" -> {
                Object result = call(method, arguments);
                ended();
                yield result;
            }
            case "rollback" -> arguments == null ? end(method, arguments) : call(method, arguments);
            case "close", "abort" -> end(method, arguments);
            case "equals" -> proxy == arguments[0];
            default -> call(method, arguments);
        };
    }

    /** Calls something that changes the database, in turn. */
    Object write(Object statement, Method method, Object[] arguments) throws Throwable {
        if (!writing) {
            turn.take(WAIT_MILLIS);
            writing = true;
        }
        try {
            return H2Connections.call(statement, method, arguments);
        } finally {
            if (autoCommit) {
                ended();
            }
        }
    }

    private Object statement(Class<? extends Statement> type, Method method, Object[] arguments, String sql)
            throws Throwable {
        return H2Connections.proxy(type, new H2Statement(this, call(method, arguments), sql));
    }

    private Object setAutoCommit(Method method, Object[] arguments) throws Throwable {
        Object result = call(method, arguments);
        autoCommit = (Boolean) arguments[0];
        if (autoCommit) {
            ended();
        }
        return result;
    }

    private Object end(Method method, Object[] arguments) throws Throwable {
        try {
            return call(method, arguments);
        } finally {
            ended();
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        return H2Connections.call(connection, method, arguments);
    }

    private void ended() {
        if (writing) {
            writing = false;
            turn.giveBack();
        }
    }
}
