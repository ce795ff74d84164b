package dev.taskmaster.master.sink;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Formatted results that came before their turn, one record each: index, length in bytes, text. It only grows, until
 * nothing in it is wanted any more. For one thread.
 */
final class WaitingFile implements AutoCloseable {

    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

    private final Path path;
    private final OutputFile file;
    private final Map<Long, Place> places = new HashMap<>();

    /** Whether a mark in the broker says that nothing in the file counts. */
    private boolean settled;

    private record Place(long position, int length) {}

    private WaitingFile(Path path, OutputFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens the file as it was at a mark.
     *
     * @param length how many of its bytes count
     * @param next the results before this index are in the output already
     */
    static WaitingFile open(Path path, long length, long next) {
        try {
            // With standard output it is in the master's data directory, which a master without a broker may not have
            // yet.
            PrivateFiles.createDirectory(path.toAbsolutePath().normalize().resolveSibling(""));
        } catch (IOException e) {
            throw new InvalidUseException("no directory for " + path + " can be made: " + e.getMessage(), e);
        }
        var waiting = new WaitingFile(path, OutputFile.open(path, length));
        long position = 0;
        while (position < length) {
            var header = waiting.file.read(position, HEADER_BYTES);
            long index = header.getLong();
            int bytes = header.getInt();
            if (index >= next) {
                waiting.places.put(index, new Place(position + HEADER_BYTES, bytes));
            }
            position += HEADER_BYTES + bytes;
        }
        return waiting;
    }

    boolean holds(long index) {
        return places.containsKey(index);
    }

    void put(long index, String text) {
        settled = false;
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        file.append(ByteBuffer.allocate(HEADER_BYTES)
                .putLong(index)
                .putInt(bytes.length)
                .flip());
        places.put(index, new Place(file.length(), bytes.length));
        file.append(ByteBuffer.wrap(bytes));
    }

    String take(long index) {
        settled = false;
        var place = places.remove(index);
        if (place == null) {
            throw new IllegalStateException("no result with index " + index + " waits");
        }
        return StandardCharsets.UTF_8
                .decode(file.read(place.position(), place.length()))
                .toString();
    }

    void sync() {
        if (!places.isEmpty()) {
            file.sync();
        }
    }

    /** How many bytes a mark must keep: none when nothing waits. */
    long lengthInUse() {
        return places.isEmpty() ? 0 : file.length();
    }

    /** Cuts the file to nothing when nothing waits and a mark in the broker says so. */
    void committed() {
        settled = places.isEmpty();
        if (settled && file.length() > 0) {
            file.empty();
        }
    }

    @Override
    public void close() {
        file.close();
        if (settled) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new InvalidUseException(path + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }
}
