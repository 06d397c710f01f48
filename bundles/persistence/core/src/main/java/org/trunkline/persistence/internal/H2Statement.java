package org.trunkline.persistence.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

/** A statement that waits for the turn of its transaction if it changes something. */
final class H2Statement implements InvocationHandler {
    private final H2Transaction transaction;
    private final Object statement;
    private final boolean prepared;
    private boolean changes;

    /** @param sql what was prepared, or null */
    H2Statement(H2Transaction transaction, Object statement, String sql) {
        this.transaction = transaction;
        this.statement = statement;
        this.prepared = sql != null;
        this.changes = prepared && WrittenSql.changes(sql);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("equals")) {
            return proxy == arguments[0];
        }
        if (!prepared && arguments != null && arguments[0] instanceof String sql) {
            changes = WrittenSql.changes(sql) || changes && name.equals("addBatch");
        }
        return changes && name.startsWith("execute")
                ? transaction.write(statement, method, arguments)
                : H2Connections.call(statement, method, arguments);
    }
}
