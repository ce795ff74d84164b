package dev.taskmaster.master.bench;

import dev.taskmaster.InvalidUseException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the program {@code worker}. */
final class WorkerJar {

    private static final String NAME = "taskmaster-worker.jar";

    private WorkerJar() {}

    /**
     * The jar that is named, or else the one beside the master's own, or else the one in the source tree it was built in.
     *
     * @throws InvalidUseException if there is none
     */
    static Path find(@Nullable Path named) {
        if (named != null) {
            if (!Files.isRegularFile(named)) {
                throw new InvalidUseException("worker jar " + named + " does not exist: check --worker-jar");
            }
            return named.toAbsolutePath();
        }
        var home = home();
        return Stream.of(
                        home.resolve(NAME),
                        home.resolve("../../worker-app/target").resolve(NAME))
                .map(Path::normalize)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new InvalidUseException("--workers needs the program worker, but there is no " + NAME
                        + " in " + home + ": put it there, or name it with --worker-jar FILE"));
    }

    /** The directory with the master's own jar, or with its classes where it was not packaged. */
    private static Path home() {
        try {
            var code = WorkerJar.class.getProtectionDomain().getCodeSource();
            var place = Path.of(code.getLocation().toURI()).toAbsolutePath().getParent();
            return place == null ? Path.of("").toAbsolutePath() : place;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of the program is no path", e);
        }
    }
}
