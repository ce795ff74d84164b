package dev.taskmaster.worker.program;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Ends programs with all that they have started. A child's child loses its parent when that ends, so each program has a
 * mark in its environment, which its children inherit; on Linux that finds them wherever they are. Out of reach are those
 * that throw their environment away and their parent too, and those of another user.
 */
final class Family {

    /** The variable that holds the mark. */
    static final String VARIABLE = "TASKMASTER_RUN";

    /** An end by the system takes some milliseconds; a process that hangs in the kernel does not end at all. */
    private static final Duration LIMIT = Duration.ofMillis(800);

    private static final Duration LOOK = Duration.ofMillis(2);

    /** How far behind the name's bracket the state is, and the state of what has ended (proc(5)). */
    private static final int STATE_AFTER_NAME = 2;

    private static final char ENDED = 'Z';

    private Family() {}

    /** Kills a program and all that it started; returns when none of them is left, or after {@link #LIMIT}. */
    static void end(ProcessHandle program, String mark) {
        end(Stream.of(program), VARIABLE + "=" + mark + "\0");
    }

    /** Kills all programs whose mark begins so. */
    static void endAll(String markBegin) {
        end(Stream.empty(), VARIABLE + "=" + markBegin);
    }

    private static void end(Stream<ProcessHandle> programs, String wanted) {
        var known = new HashSet<ProcessHandle>();
        programs.forEach(known::add);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        // A process may start another while it is looked for, so look until there is none.
        while (findMore(known, wanted) && System.nanoTime() - deadline < 0) {
            known.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(LOOK.toNanos()); // at once when the thread is interrupted, which does no harm
        }
    }

    /** Adds what has come up meanwhile; false if none is alive. */
    private static boolean findMore(Set<ProcessHandle> known, String wanted) {
        known.addAll(known.stream().flatMap(ProcessHandle::descendants).toList());
        known.addAll(marked(wanted));
        known.removeIf(handle -> !lives(handle));
        return !known.isEmpty();
    }

    private static Set<ProcessHandle> marked(String wanted) {
        var found = new HashSet<ProcessHandle>();
        ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != ProcessHandle.current().pid()
                        && ProcessFile.read(handle.pid(), "environ").contains(wanted))
                .forEach(found::add);
        return found;
    }

    /** Whether it runs: one that has ended and waits for its new parent to notice does not. */
    static boolean lives(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        var stat = ProcessFile.read(handle.pid(), "stat");
        int state = stat.lastIndexOf(')') + STATE_AFTER_NAME;
        return state >= stat.length() || stat.charAt(state) != ENDED;
    }
}
