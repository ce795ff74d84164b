package dev.taskmaster.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A process that is started again whenever it ends, as a supervisor would, until it is done. */
final class Supervised {

    private final List<String> command;
    private final File log;
    private final IntPredicate done;
    private @Nullable Process process;
    private int starts;
    private boolean frozen;

    /**
     * A process that is not started yet.
     *
     * @param log where everything it says is kept
     * @param done tells from a status whether it has done its work; else it is started again
     */
    Supervised(List<String> command, Path log, IntPredicate done) {
        this.command = command;
        this.log = log.toFile();
        this.done = done;
    }

    /** Starts it if it does not run; tells whether it is done. */
    boolean keepRunning() throws IOException {
        if (process != null && process.isAlive()) {
            return false;
        }
        if (process != null && done.test(process.exitValue())) {
            return true;
        }
        starts++;
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        return false;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    boolean isFrozen() {
        return frozen;
    }

    int starts() {
        return starts;
    }

    int status() {
        if (process == null) {
            throw new IllegalStateException("it was never started");
        }
        return process.exitValue();
    }

    void kill() throws IOException, InterruptedException {
        signal("KILL");
        if (process != null && !process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("kill -9 left " + process.pid() + " alive");
        }
        frozen = false;
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
        frozen = true;
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
        frozen = false;
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (process != null) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    void end() throws IOException, InterruptedException {
        if (isAlive()) {
            kill();
        }
    }
}
