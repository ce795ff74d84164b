package dev.taskmaster.worker.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Path PROCESSES = Path.of("/proc");

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
        // Files cannot be read by a thread that is interrupted.
        boolean interrupted = Thread.interrupted();
        var known = new HashSet<ProcessHandle>();
        programs.forEach(known::add);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        // A process may start another while it is looked for, so look until there is none.
        while (findMore(known, wanted) && System.nanoTime() - deadline < 0) {
            known.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds what has come up meanwhile; false if none is alive. */
    private static boolean findMore(Set<ProcessHandle> known, String wanted) {
        known.addAll(known.stream().flatMap(ProcessHandle::descendants).toList());
        known.addAll(marked(wanted));
        known.removeIf(handle -> !handle.isAlive());
        return !known.isEmpty();
    }

    private static Set<ProcessHandle> marked(String wanted) {
        var found = new HashSet<ProcessHandle>();
        ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != ProcessHandle.current().pid()
                        && environment(handle).contains(wanted))
                .forEach(found::add);
        return found;
    }

    private static String environment(ProcessHandle handle) {
        try {
            return Files.readString(
                    PROCESSES.resolve(Long.toString(handle.pid())).resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
