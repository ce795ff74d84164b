package dev.taskmaster.worker.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds programs as the system does. */
final class Lookup {

    private Lookup() {}

    /** The file of a program: the name itself if it has a slash, else the first on the PATH that can be run. */
    static Optional<Path> find(String program) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Lookup::canRun);
        }
        var path = System.getenv("PATH");
        return Arrays.stream((path == null ? "/usr/bin:/bin" : path).split(File.pathSeparator))
                .map(directory -> Path.of(directory.isEmpty() ? "." : directory, program))
                .filter(Lookup::canRun)
                .findFirst();
    }

    private static boolean canRun(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /**
     * Checks a fixed program.
     *
     * @throws IllegalArgumentException if it cannot be run; the message is the rule
     */
    static void require(String program) {
        if (find(program).isEmpty()) {
            throw new IllegalArgumentException(
                    program.contains("/")
                            ? "must name a program that can be run, and " + program + " is none"
                            : "must name a program on the PATH, and " + program + " is not there");
        }
    }
}
