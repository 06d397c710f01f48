package org.trunkline.shell.limits;

import org.apache.karaf.shell.support.table.ShellTable;
import org.trunkline.kernel.Money;
import org.trunkline.limits.Limits;

/** Limits as a table. */
final class LimitTable {
    private LimitTable() {}

    static void print(Limits limits) {
        ShellTable table = new ShellTable();
        table.column("limit");
        table.column("value").alignRight();
        row(table, "inbound_trunks", limits.inboundTrunks());
        row(table, "outbound_trunks", limits.outboundTrunks());
        row(table, "twoway_trunks", limits.twowayTrunks());
        row(table, "burst_trunks", limits.burstTrunks());
        row(table, "calls", limits.calls());
        row(table, "resource_consuming_calls", limits.resourceConsumingCalls());
        table.addRow().addContent("allow_prepay", limits.allowPrepay());
        table.addRow().addContent("allow_postpay", limits.allowPostpay());
        table.addRow()
                .addContent(
                        "max_postpay_amount",
                        Money.fromMicros(limits.maxPostpayMicros()).toPlainString());
        table.addRow().addContent("apply_to_descendants", limits.applyToDescendants());
        table.addRow().addContent("enabled", limits.enabled());
        table.print(System.out);
    }

    private static void row(ShellTable table, String name, int value) {
        table.addRow().addContent(name, value == Limits.UNLIMITED ? "unlimited" : Integer.toString(value));
    }
}
