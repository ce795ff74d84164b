package dev.taskmaster.settings;

import dev.taskmaster.InvalidUseException;
import java.nio.file.Path;
import java.util.Map;

/** How to reach a broker as a file says it, such as a credentials file of the master's data directory. */
public final class ConnectionFile {

    private ConnectionFile() {}

    /**
     * Reads a file with {@code url}, {@code user} and {@code password}; neither options nor the environment count.
     *
     * @throws InvalidUseException if it cannot be read or something is missing; all problems are told at once
     */
    public static ConnectionSettings read(Path file) {
        var reader = Settings.of(Map.of(), Map.of())
                .withFile(SettingsFile.read(file))
                .reader();
        var connection = ConnectionReader.readFile(reader);
        reader.check();
        return connection;
    }
}
