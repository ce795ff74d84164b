package dev.taskmaster.worker.program;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether a program waits for its next line. Linux tells in which call of the system a process waits; one that waits
 * in read(2) for descriptor 0 has taken all that it was given, and has printed all that it is going to print for it.
 */
final class Idling {

    /** The number of read(2) by the machine's architecture. */
    private static final Map<String, String> READ = Map.of("amd64", "0", "aarch64", "63", "riscv64", "63");

    private Idling() {}

    /** Whether the program waits for a line; {@code null} where nobody can tell. */
    static @Nullable Boolean seenAt(Process process) {
        var read = READ.get(System.getProperty("os.arch"));
        var call = read == null ? "" : ProcessFile.read(process.pid(), "syscall");
        return call.isEmpty() ? null : call.startsWith(read + " 0x0 ");
    }
}
