package org.trunkline.shell.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.karaf.shell.support.table.Row;
import org.apache.karaf.shell.support.table.ShellTable;
import org.trunkline.json.Json;

/** What commands show: a table for people, or JSON for programs. */
public final class View {
    /** The option of every command that shows something. */
    public static final String JSON_OPTION = "-j";

    public static final String JSON_ALIAS = "--json";
    public static final String JSON_HELP = "Shows it as JSON, for programs";

    private View() {}

    /** Shows one thing, a field a line. */
    public static void fields(ObjectNode fields) {
        ShellTable table = new ShellTable().noHeaders();
        table.column("field");
        table.column("value");
        fields.properties().forEach(each -> table.addRow().addContent(each.getKey(), text(each.getValue())));
        table.print(System.out);
    }

    /** Shows things of one kind, each in a row below the names of their fields. */
    public static void rows(List<String> names, List<ObjectNode> rows) {
        ShellTable table = new ShellTable().emptyTableText("none");
        names.forEach(table::column);
        for (ObjectNode each : rows) {
            Row row = table.addRow();
            names.forEach(name -> row.addContent(text(each.path(name))));
        }
        table.print(System.out);
    }

    /** Shows JSON in one line. */
    public static void json(JsonNode value) {
        System.out.println(Json.write(value));
    }

    /** Returns the value in one line, without signs that a terminal would obey; nothing for null. */
    public static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        String text = value.isValueNode() ? value.asText() : Json.write(value);
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
