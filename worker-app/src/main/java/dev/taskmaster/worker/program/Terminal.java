package dev.taskmaster.worker.program;

import java.util.List;

/**
 * A terminal sends the signal of Ctrl-C to all that run in the foreground, so a worker's programs would end when the worker
 * wants to let them finish. Where there is one, they are put into a session of their own.
 */
final class Terminal {

    /** The 7th field of its file is a process's terminal, 0 without (proc(5)); behind the name it is the 5th. */
    private static final int FIELDS_TO_TERMINAL = 4;

    private Terminal() {}

    /** What goes before a command. */
    static List<String> awayFromIt() {
        return isThere() && Lookup.find("setsid").isPresent() ? List.of("setsid") : List.of();
    }

    private static boolean isThere() {
        var stat = ProcessFile.read(ProcessHandle.current().pid(), "stat");
        // The 2nd field is in brackets and may hold spaces.
        var fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
        return fields.length > FIELDS_TO_TERMINAL && !fields[FIELDS_TO_TERMINAL].equals("0");
    }
}
