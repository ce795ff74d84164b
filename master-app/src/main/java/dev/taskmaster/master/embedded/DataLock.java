package dev.taskmaster.master.embedded;

import dev.taskmaster.task.JobName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock on a data directory. The system gives it back when the process ends, however it ends; the file stays, because
 * deleting it would let two processes hold two locks. Its text says who holds it.
 */
final class DataLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DataLock.class);
    private static final String FILE = "lock";

    /** Far behind the text: where a lock keeps others from reading, it keeps them from reading nothing. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * The holders of this process, by directory, are among the system properties. The system forgets all locks of a process
     * on a file as soon as it closes any channel of that file, so a second start must not even open it; and only a system
     * property is shared by all class loaders.
     */
    private static final String HELD_HERE = "dev.taskmaster.data.lock:";

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;
    private final Holder me;

    private DataLock(Path directory, FileChannel channel, FileLock lock, Holder me) {
        this.me = me;
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock without waiting.
     *
     * @param directory a real path
     * @param job the one job that this process runs, or null
     * @throws HeldException if somebody holds it
     * @throws IOException if the file cannot be opened, written or locked
     */
    static DataLock take(Path directory, @Nullable JobName job) throws IOException, HeldException {
        var me = Holder.starting(job);
        var here = System.getProperties().putIfAbsent(key(directory), me.text());
        if (here != null) {
            throw new HeldException(Holder.parse(here.toString()));
        }
        try {
            return takeFile(directory, me);
        } catch (IOException | HeldException | RuntimeException e) {
            System.getProperties().remove(key(directory));
            throw e;
        }
    }

    private static DataLock takeFile(Path directory, Holder me) throws IOException, HeldException {
        var file = directory.resolve(FILE);
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw new HeldException(Holder.parse(Files.readString(file)));
            }
            write(channel, me);
            return new DataLock(directory, channel, lock, me);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("its file " + FILE + " is locked by another part of this process", e);
        } catch (IOException | HeldException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Says where the holder listens. */
    void announce(String url) throws IOException {
        var listening = me.listeningAt(url);
        System.getProperties().put(key(directory), listening.text());
        write(channel, listening);
    }

    /** Gives the directory back. Idempotent. */
    @Override
    public void close() {
        try (channel) {
            if (lock.isValid()) {
                channel.truncate(0);
                System.getProperties().remove(key(directory));
                lock.release();
            }
        } catch (IOException e) {
            log.warn("the lock on {} could not be given back in order: {}", directory, DataDirectory.reason(e));
        }
    }

    /** Who holds a directory, or held it when it was killed, as far as its file tells; nothing is locked for that. */
    static Holder holderOf(Path directory) {
        try {
            return Holder.parse(Files.readString(directory.resolve(FILE)));
        } catch (IOException e) {
            log.debug("no holder of {} is known", directory, e);
            return Holder.parse("");
        }
    }

    private static void write(FileChannel channel, Holder holder) throws IOException {
        channel.truncate(0);
        var bytes = ByteBuffer.wrap(holder.text().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
    }

    private static String key(Path directory) {
        return HELD_HERE + directory;
    }

    /** Somebody else holds the directory. */
    static final class HeldException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Holder holder;

        HeldException(Holder holder) {
            super("held by " + holder);
            this.holder = holder;
        }

        Holder holder() {
            return holder;
        }
    }
}
