package dev.taskmaster.doctor;

import java.util.Locale;

/** What is to say of the JVM that runs this. */
public final class OwnProcess {

    /** With less, a body at the limit of 32 Mi characters does not fit in beside the rest. */
    private static final long LEAST_HEAP = 256L * 1024 * 1024;

    private static final int MIB = 1024 * 1024;

    private OwnProcess() {}

    /** Looks at it. */
    public static void check(Diagnosis diagnosis, String version) {
        diagnosis.ok(
                "version",
                "taskmaster " + version + " on Java " + Runtime.version() + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
        long heap = Runtime.getRuntime().maxMemory();
        var text = String.format(Locale.ROOT, "%,d MiB of heap at most", heap / MIB);
        if (heap < LEAST_HEAP) {
            diagnosis.warn("memory", text + ": large tasks need 256 MiB, as with TASKMASTER_JAVA_OPTS=-Xmx256m");
        } else {
            diagnosis.ok("memory", text);
        }
    }
}
