package dev.taskmaster.master.embedded;

import dev.taskmaster.credentials.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held by whoever reads the users' files to write them again, by a broker that starts too. It is held for moments, so
 * others wait for it. The system gives it back when a process ends, however it ends.
 */
final class UsersLock {

    private static final String FILE = "lock";

    private UsersLock() {}

    interface Work<T> {
        T done() throws IOException;
    }

    /**
     * Waits for other processes, and does it while none of them can.
     *
     * @param directory the directory of the users' files; made where it is missing
     * @throws IOException if the work does, if the file cannot be locked, or if another part of this process holds it
     */
    static <T> T holding(Path directory, Work<T> work) throws IOException {
        PrivateFiles.createDirectory(directory);
        try (var channel =
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return work.done();
        } catch (OverlappingFileLockException e) {
            throw new IOException("another part of this process is changing them", e);
        }
    }
}
