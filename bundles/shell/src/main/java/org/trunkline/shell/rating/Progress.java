package org.trunkline.shell.rating;

import java.io.PrintStream;
import org.trunkline.tasks.Task;

/** How far a task is: a bar that grows on a terminal, a line at every tenth elsewhere. */
final class Progress {
    private static final int BAR_LENGTH = 40;
    private static final int TENTHS = 10;

    private final PrintStream out;
    private final boolean isTerminal;
    private String shown = "";
    private long tenth = -1;

    Progress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void show(Task task) {
        long total = Math.max(1, task.totalCount());
        long read = Math.min(total, task.status().hasEnded() ? total : task.readCount());
        String state = read * 100 / total + " %  " + read + " of " + task.totalCount() + " rows, "
                + (read < total ? "reading" : task.status().hasEnded() ? "done" : "checking and storing");
        if (isTerminal) {
            int full = (int) (read * BAR_LENGTH / total);
            draw("[" + "#".repeat(full) + ".".repeat(BAR_LENGTH - full) + "] " + state);
        } else if (read * TENTHS / total != tenth) {
            tenth = read * TENTHS / total;
            out.println(state);
        }
    }

    /** Over the line that is there; what is left of a longer one is covered. */
    private void draw(String line) {
        if (!line.equals(shown)) {
            out.print('\r' + line + " ".repeat(Math.max(0, shown.length() - line.length())));
            out.flush();
            shown = line;
        }
    }

    void end() {
        if (isTerminal) {
            out.println();
        }
    }
}
