package dev.taskmaster.master.sink;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Formatted results that came before their turn, one record each: index, length in bytes, text. It only grows, until
 * nothing in it is wanted any more. Memory holds nothing of it. For one thread.
 */
final class WaitingFile implements AutoCloseable {

    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

    private final Path path;
    private final OutputFile file;
    private final PlaceFile places;

    /** Whether a mark in the broker says that nothing in the file counts. */
    private boolean settled;

    private WaitingFile(Path path, OutputFile file, PlaceFile places) {
        this.path = path;
        this.file = file;
        this.places = places;
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
        var waiting = new WaitingFile(
                path,
                OutputFile.open(path, length),
                PlaceFile.open(path.resolveSibling(path.getFileName() + ".index")));
        long position = 0;
        while (position < length) {
            var header = waiting.file.read(position, HEADER_BYTES);
            long index = header.getLong();
            int bytes = header.getInt();
            if (index >= next) {
                waiting.places.put(index, new PlaceFile.Place(position + HEADER_BYTES, bytes));
            }
            position += HEADER_BYTES + bytes;
        }
        return waiting;
    }

    void put(long index, String text) {
        settled = false;
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        file.append(ByteBuffer.allocate(HEADER_BYTES)
                .putLong(index)
                .putInt(bytes.length)
                .flip());
        places.put(index, new PlaceFile.Place(file.length(), bytes.length));
        file.append(ByteBuffer.wrap(bytes));
    }

    /** Takes a result whose turn has come, or {@code null} if it does not wait here. */
    @Nullable
    String take(long index) {
        var place = places.find(index);
        if (place == null) {
            return null;
        }
        settled = false;
        places.taken();
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
        try (places) {
            file.close();
        }
        if (settled) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new InvalidUseException(path + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }
}
