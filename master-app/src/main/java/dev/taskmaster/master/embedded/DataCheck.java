package dev.taskmaster.master.embedded;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.doctor.Diagnosis;
import dev.taskmaster.doctor.PrivateFile;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.activemq.artemis.utils.ByteUtil;

/** What a doctor finds in a data directory, without taking or changing anything there. */
public final class DataCheck {

    /** As in broker.xml. */
    private static final String LEAST_FREE = "200M";

    private static final String LEAST_FREE_PROPERTY = "taskmaster.min-disk-free";
    private static final long COMFORT = 5;
    private static final int MIB = 1024 * 1024;

    private DataCheck() {}

    /**
     * Looks at the directory, its disk, its users' files, and, if no broker runs on it, at the port it would take.
     *
     * @return whether a broker runs on it
     */
    public static boolean check(Diagnosis diagnosis, Path data, HostPort listen) {
        if (!Files.isDirectory(data)) {
            diagnosis.ok("data", data + " is not there yet: the first start makes it");
            port(diagnosis, listen);
            return false;
        }
        if (!Files.isWritable(data)) {
            diagnosis.fail("data", data + " cannot be written: give another with --data", ExitStatus.USAGE);
        }
        disk(diagnosis, data);
        users(diagnosis, data);
        return holder(diagnosis, data, listen);
    }

    private static void disk(Diagnosis diagnosis, Path data) {
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            long least = ByteUtil.convertTextBytes(System.getProperty(LEAST_FREE_PROPERTY, LEAST_FREE));
            var text = String.format(
                    Locale.ROOT,
                    "%,d MiB free at %s, of which the broker keeps %,d free",
                    free / MIB,
                    data,
                    least / MIB);
            if (free < least) {
                diagnosis.fail("disk", text + ": senders are refused; make room", ExitStatus.BROKER_UNREACHABLE);
            } else if (free < COMFORT * least) {
                diagnosis.warn("disk", text + ": make room before a long job");
            } else {
                diagnosis.ok("disk", text);
            }
        } catch (IOException | IllegalArgumentException e) {
            diagnosis.warn("disk", "cannot be looked at (" + e.getMessage() + ")");
        }
    }

    private static void users(Diagnosis diagnosis, Path data) {
        try {
            for (var user : CredentialsFile.usersIn(data)) {
                PrivateFile.check(
                        diagnosis,
                        "user " + user,
                        CredentialsFile.of(data, user.text()),
                        "\"master passwd " + user + "\" makes it");
            }
        } catch (IOException e) {
            diagnosis.fail("users", "cannot be looked at (" + DataDirectory.reason(e) + ")", ExitStatus.USAGE);
        }
    }

    private static boolean holder(Diagnosis diagnosis, Path data, HostPort listen) {
        var holder = DataLock.holderOf(data);
        if (holder.pid() != null && isAlive(holder.pid())) {
            diagnosis.ok("data", data + " is in use by " + holder);
            return true;
        }
        diagnosis.ok(
                "data",
                data + " is free"
                        + (holder.pid() == null ? "" : "; " + holder + " was killed, and the next start goes on"));
        port(diagnosis, listen);
        return false;
    }

    private static boolean isAlive(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void port(Diagnosis diagnosis, HostPort listen) {
        try {
            ListenAddress.checkFree(listen, ListenAddress.LISTEN);
            diagnosis.ok("listen", listen + " is free for a broker of this data directory");
        } catch (InvalidUseException e) {
            diagnosis.fail("listen", e);
        }
    }
}
