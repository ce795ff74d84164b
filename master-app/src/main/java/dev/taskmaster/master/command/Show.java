package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.StopSignals;
import dev.taskmaster.master.admin.View;
import dev.taskmaster.master.jms.AdminBroker;
import dev.taskmaster.master.progress.Terminal;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Shows what a command sees, once or again and again.
 *
 * @param json whether as JSON, one object a line
 * @param watch whether again and again
 */
record Show(boolean json, boolean watch) {

    /** Often enough to follow, seldom enough for a broker that is busy. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** To the upper left corner, and all below it empty (ECMA-48, CUP and ED). */
    private static final String CLEAR = "\033[H\033[J";

    /** What a command looks at. */
    interface Look {
        View at(AdminBroker broker);
    }

    /** Looks and prints; answers with the status to end with. */
    static int of(AdminCall call, Look look) throws InterruptedException {
        var show = new Show(call.reader().flag("json"), call.reader().flag("watch"));
        try (var broker = call.connect()) {
            return show.on(broker, look, call.spec().commandLine().getOut());
        }
    }

    private int on(AdminBroker broker, Look look, PrintWriter out) throws InterruptedException {
        if (!watch) {
            print(look.at(broker), out);
            return ExitStatus.OK.code();
        }
        var signals = StopSignals.caught();
        boolean terminal = Terminal.hasStandardOutput();
        do {
            var view = look.at(broker);
            if (!json && terminal) {
                out.print(CLEAR);
            }
            print(view, out);
            if (!json && !terminal) {
                out.println();
            }
            // Nobody reads on, as with "| head".
            if (out.checkError()) {
                return ExitStatus.OK.code();
            }
        } while (!signals.await(INTERVAL));
        return signals.status();
    }

    private void print(View view, PrintWriter out) {
        out.print(json ? view.json() + System.lineSeparator() : view.table());
        out.flush();
    }
}
