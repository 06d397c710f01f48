package org.trunkline.ledger.internal;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Hands out connections of PostgreSQL and ends the server process behind one of them at a step that it was told. */
final class BreakingDataSource implements DataSource {
    private static final Set<String> EXECUTIONS = Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");

    private final DataSource source;
    private final AtomicInteger steps = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean afterwards;
    private volatile boolean broke;

    BreakingDataSource(DataSource source) {
        this.source = source;
    }

    /** From now on: before the step with this number, counting statements and commits from 1. */
    void breakBefore(int step) {
        arm(step, false);
    }

    /** From now on: after the step with this number, before its answer is read. */
    void breakAfter(int step) {
        arm(step, true);
    }

    private void arm(int step, boolean after) {
        broke = false;
        afterwards = after;
        steps.set(step);
    }

    /** Returns whether it has broken a connection since it was told to; from now on it breaks no more. */
    boolean hasBroken() {
        steps.set(Integer.MAX_VALUE);
        return broke;
    }

    private void end(Connection connection) throws SQLException {
        int process = connection.unwrap(PGConnection.class).getBackendPID();
        try (Connection other = source.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + process + ", 10000)");
        }
        broke = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = source.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                return step(connection, () -> call(() -> method.invoke(connection, arguments)));
            }
            Object result = call(() -> method.invoke(connection, arguments));
            return result instanceof PreparedStatement statement ? statement(connection, statement) : result;
        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement statement) {
        return proxy(
                PreparedStatement.class,
                (proxy, method, arguments) -> EXECUTIONS.contains(method.getName())
                        ? step(connection, () -> call(() -> method.invoke(statement, arguments)))
                        : call(() -> method.invoke(statement, arguments)));
    }

    /** Something that the driver does. */
    @FunctionalInterface
    private interface Work {
        Object run() throws Throwable;
    }

    private Object step(Connection connection, Work work) throws Throwable {
        boolean now = steps.decrementAndGet() == 0;
        if (now && !afterwards) {
            end(connection);
        }
        Object result = work.run();
        if (now && afterwards) {
            end(connection);
            throw new SQLException("the answer was lost", "08006");
        }
        return result;
    }

    private static Object call(Work work) throws Throwable {
        try {
            return work.run();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("only as configured");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing of " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
