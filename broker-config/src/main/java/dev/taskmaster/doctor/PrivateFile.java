package dev.taskmaster.doctor;

import dev.taskmaster.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Whether a file with a secret is there, can be read, and can be read by its owner alone. */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFile() {}

    /**
     * Looks at it.
     *
     * @param missing what to do if it is not there
     * @return whether it can be read
     */
    public static boolean check(Diagnosis diagnosis, String check, Path file, String missing) {
        if (!Files.exists(file)) {
            diagnosis.fail(check, file + " does not exist: " + missing, ExitStatus.USAGE);
            return false;
        }
        if (!Files.isReadable(file)) {
            diagnosis.fail(check, file + " cannot be read: give it to the user of this process", ExitStatus.USAGE);
            return false;
        }
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (OWNER.containsAll(permissions)) {
                diagnosis.ok(check, file + ", " + PosixFilePermissions.toString(permissions));
            } else {
                diagnosis.warn(
                        check,
                        file + " can be used by others (" + PosixFilePermissions.toString(permissions)
                                + "): chmod 600, and a new password with \"master passwd\" if somebody may have read it");
            }
        } catch (UnsupportedOperationException e) {
            diagnosis.ok(check, file + "; this file system knows no modes");
        } catch (IOException e) {
            diagnosis.warn(
                    check, file + ": its mode cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        return true;
    }
}
