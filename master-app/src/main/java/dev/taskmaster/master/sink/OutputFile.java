package dev.taskmaster.master.sink;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.JobConflictException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file whose bytes survive a crash once they are synced, and that can be cut back to where it stood. */
final class OutputFile implements Output {

    private static final Logger log = LoggerFactory.getLogger(OutputFile.class);

    /** Bytes that are copied at once. */
    private static final int PIECE = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private long length;

    private OutputFile(Path path, FileChannel channel, long length) {
        this.path = path;
        this.channel = channel;
        this.length = length;
    }

    /**
     * Opens a file to go on behind its first bytes; what stands after them is cut off.
     *
     * @param path the file, made if it does not exist and the length is 0
     * @param length how many bytes of it count
     * @throws InvalidUseException if it cannot be written
     * @throws JobConflictException if it is shorter than that
     */
    static OutputFile open(Path path, long length) {
        if (Files.isDirectory(path)) {
            throw new InvalidUseException("output " + path + " is a directory: give the name of a file");
        }
        if (length > 0 && !Files.exists(path)) {
            throw new JobConflictException("output " + path + " is not there, but " + length
                    + " bytes of results were written to it: put the file back, or choose another job name");
        }
        try {
            var channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(path, channel);
            if (channel.size() < length) {
                long found = channel.size();
                channel.close();
                throw new JobConflictException("output " + path + " has " + found + " bytes, but " + length
                        + " bytes of results were written to it: put the file back, or choose another job name");
            }
            if (length > 0 && channel.size() > length) {
                log.info(
                        "cut {} back from {} to {} bytes: what came after the last checkpoint comes again",
                        path,
                        channel.size(),
                        length);
            }
            channel.truncate(length);
            channel.position(length);
            return new OutputFile(path, channel, length);
        } catch (IOException e) {
            throw new InvalidUseException(
                    "output " + path + " cannot be written (" + said(e) + "): give a file that can be", e);
        }
    }

    /** A master that was frozen and replaced must not write over what its successor wrote. The system ends the lock. */
    private static void lock(Path path, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("{} is open in this process", path, e);
        }
        channel.close();
        throw new JobConflictException(
                "output " + path + " is being written by another master: wait for it, or give another file");
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void append(CharSequence text) {
        append(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    void append(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                length += channel.write(bytes);
            }
        } catch (IOException e) {
            throw full(e);
        }
    }

    /** Appends all of another file. */
    void append(OutputFile other) {
        for (long position = 0; position < other.length; ) {
            int count = (int) Math.min(PIECE, other.length - position);
            append(other.read(position, count));
            position += count;
        }
    }

    /** Reads bytes that were appended before. */
    ByteBuffer read(long position, int count) {
        var bytes = ByteBuffer.allocate(count);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, position + bytes.position()) < 0) {
                    throw new JobConflictException(path + " ends before byte " + (position + count)
                            + ": somebody else changed it; choose another job name");
                }
            }
        } catch (IOException e) {
            throw new InvalidUseException(path + " cannot be read (" + said(e) + ")", e);
        }
        return bytes.flip();
    }

    /** Cuts everything off. */
    void empty() {
        try {
            channel.truncate(0);
            length = 0;
        } catch (IOException e) {
            throw full(e);
        }
    }

    @Override
    public void sync() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw full(e);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw full(e);
        }
    }

    private InvalidUseException full(IOException e) {
        return new InvalidUseException(
                "output " + path + " takes no more (" + said(e)
                        + "): make room and run the same again; nothing is lost",
                e);
    }

    /** What the system said, without the file's name that Java puts in front. */
    private static String said(IOException e) {
        if (e instanceof java.nio.file.FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return e instanceof java.nio.file.NoSuchFileException
                ? "its directory does not exist"
                : e instanceof java.nio.file.AccessDeniedException
                        ? "permission denied"
                        : String.valueOf(e.getMessage());
    }
}
