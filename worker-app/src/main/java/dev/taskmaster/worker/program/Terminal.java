package dev.taskmaster.worker.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A terminal sends the signal of Ctrl-C to all that run in the foreground, so a worker's programs would end when the worker
 * wants to let them finish. Where there is one, they are put into a session of their own.
 */
final class Terminal {

    /** The kernel's word on this process; the 7th field is its terminal, 0 without (proc(5)). */
    private static final Path SELF = Path.of("/proc/self/stat");

    private static final int FIELDS_TO_TERMINAL = 4;

    private Terminal() {}

    /** What goes before a command. */
    static List<String> awayFromIt() {
        return isThere() && Lookup.find("setsid").isPresent() ? List.of("setsid") : List.of();
    }

    private static boolean isThere() {
        try {
            var stat = Files.readString(SELF);
            // The 2nd field is in brackets and may hold spaces.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return !fields[FIELDS_TO_TERMINAL].equals("0");
        } catch (IOException e) {
            return false;
        }
    }
}
