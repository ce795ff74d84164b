package dev.taskmaster.worker.command;

import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.worker.ConnectionSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The credentials file of a master that runs in the same directory: it may come later than the worker, and with another
 * port each time.
 *
 * @param file the file
 * @param settings the worker's settings with the file behind them, as it is now
 */
record DefaultFile(Path file, Supplier<Settings> settings) implements ConnectionSource {

    @Override
    public Optional<ConnectionSettings> current() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var reader = settings.get().reader();
        var connection = ConnectionReader.read(reader);
        reader.check();
        return Optional.of(connection);
    }

    @Override
    public String missing() {
        return file + ", which a master writes when it starts here for the first time; on another host copy it from the"
                + " master's and give --config";
    }
}
