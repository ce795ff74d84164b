package dev.taskmaster.master.sink;

import dev.taskmaster.InvalidUseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where results that wait for their turn are: a file with an entry of fixed width a task, so that memory does not grow
 * with their number. It is made anew from the waiting file at each start and vanishes with its process. For one thread.
 */
final class PlaceFile implements AutoCloseable {

    private static final int ENTRY_BYTES = Long.BYTES + Integer.BYTES;

    /**
     * A result's place in the waiting file.
     *
     * @param position of its first byte, more than 0
     * @param length in bytes
     */
    record Place(long position, int length) {}

    private final Path path;
    private final FileChannel channel;
    private long count;

    private PlaceFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static PlaceFile open(Path path) {
        try {
            var channel = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SPARSE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            return new PlaceFile(path, channel);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    void put(long index, Place place) {
        var entry = ByteBuffer.allocate(ENTRY_BYTES)
                .putLong(place.position())
                .putInt(place.length())
                .flip();
        try {
            for (long at = index * ENTRY_BYTES; entry.hasRemaining(); ) {
                at += channel.write(entry, at);
            }
            count++;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** The place of a result, or {@code null} if it does not wait. */
    @Nullable
    Place find(long index) {
        if (isEmpty()) {
            return null;
        }
        var entry = ByteBuffer.allocate(ENTRY_BYTES);
        try {
            for (long at = index * ENTRY_BYTES; entry.hasRemaining(); ) {
                int read = channel.read(entry, at);
                if (read < 0) {
                    return null;
                }
                at += read;
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
        long position = entry.flip().getLong();
        // A hole reads as zeros, and no result is at the very beginning, where the first header is.
        return position == 0 ? null : new Place(position, entry.getInt());
    }

    /** A result was taken; nobody asks for it again. */
    void taken() {
        count--;
        if (count == 0) {
            try {
                channel.truncate(0);
            } catch (IOException e) {
                throw failed(path, e);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static InvalidUseException failed(Path path, IOException e) {
        return new InvalidUseException(
                path + " cannot be used (" + e.getMessage()
                        + "): make room and run the same command again; nothing is lost",
                e);
    }
}
