package dev.taskmaster.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of a worker that was given none: the host's name and the process id. */
public final class WorkerName {

    /** Asking the name service instead can take seconds where it does not answer. */
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private WorkerName() {}

    /** The name for a worker of this process. */
    public static String ofThisProcess() {
        return host() + "-" + ProcessHandle.current().pid();
    }

    private static String host() {
        for (var variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            var name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
        }
        try {
            var name = Files.readString(KERNEL_NAME).strip();
            return name.isEmpty() ? "worker" : name;
        } catch (IOException e) {
            return "worker";
        }
    }
}
