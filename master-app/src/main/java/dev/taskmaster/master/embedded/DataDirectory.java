package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.JobConflictException;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.task.JobName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data directory that belongs to this broker alone until it is closed. */
final class DataDirectory implements AutoCloseable {

    static final String JOURNAL = "journal";
    static final String BINDINGS = "bindings";
    static final String PAGING = "paging";
    static final String LARGE_MESSAGES = "large-messages";

    private final Path path;
    private final DataLock lock;

    private DataDirectory(Path path, DataLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the directory where it is missing, and takes it.
     *
     * @param job the one job that this process runs, or null
     * @throws InvalidUseException if it cannot be made or written, or if another broker holds it
     * @throws JobConflictException if another process runs that job on it
     */
    static DataDirectory open(Path asked, @Nullable JobName job) {
        try {
            PrivateFiles.createDirectory(asked);
            var path = asked.toRealPath();
            return take(path, job);
        } catch (DataLock.HeldException e) {
            if (job != null && job.text().equals(e.holder().job())) {
                throw new JobConflictException(
                        "job " + job + " is being run by " + e.holder() + ": wait for it, or choose another --job", e);
            }
            throw inUse(asked, e.holder());
        } catch (IOException e) {
            throw new InvalidUseException(
                    "data directory " + asked + " cannot be used (" + reason(e) + "): give one that can be written", e);
        }
    }

    private static DataDirectory take(Path path, @Nullable JobName job) throws IOException, DataLock.HeldException {
        var lock = DataLock.take(path, job);
        try {
            // The broker would make them for everybody to read, and would say more than one line where it cannot.
            for (var part : List.of(JOURNAL, BINDINGS, PAGING, LARGE_MESSAGES)) {
                PrivateFiles.createDirectory(path.resolve(part));
            }
            return new DataDirectory(path, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Its real path. */
    Path path() {
        return path;
    }

    /** Tells those who find it in use where the broker listens. */
    void announce(String url) {
        try {
            lock.announce(url);
        } catch (IOException e) {
            throw new InvalidUseException("data directory " + path + " cannot be written (" + reason(e) + ")", e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    private static InvalidUseException inUse(Path asked, Holder holder) {
        var line = new StringBuilder(
                "data directory " + asked + " is in use by " + holder + ": use another data directory");
        if (holder.url() != null) {
            line.append(", or the broker there with credentials file ")
                    .append(CredentialsFile.of(asked, Role.MASTER.word()))
                    .append(" and URL ")
                    .append(holder.url());
        }
        return new InvalidUseException(line.toString());
    }

    /** What went wrong, in few words: the exceptions of files often carry the path alone. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it cannot be made there";
        }
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
