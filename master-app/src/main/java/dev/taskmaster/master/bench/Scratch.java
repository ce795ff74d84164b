package dev.taskmaster.master.bench;

import dev.taskmaster.InvalidUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that goes with all that is in it when it is closed.
 *
 * @param path the directory
 */
record Scratch(Path path) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Scratch.class);

    static Scratch in(Path place) {
        try {
            return new Scratch(Files.createTempDirectory(place.toAbsolutePath().normalize(), "bench-"));
        } catch (IOException e) {
            throw new InvalidUseException(
                    "no directory for results can be made in " + place + ": it must exist and be writable", e);
        }
    }

    /** Deletes a file in it, so that several outputs do not need room at once. */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} could not be deleted: {}", file, e.getMessage());
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(Scratch::delete);
        } catch (IOException e) {
            log.warn("{} could not be deleted: {}", path, e.getMessage());
        }
    }
}
