package dev.taskmaster.master.embedded;

import static java.util.Objects.requireNonNull;

import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, which says its URL's port and then waits to be ended. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final String listen;

    private OtherProcess(Process process, String listen) {
        this.process = process;
        this.listen = listen;
    }

    static OtherProcess start(Path data) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new OtherProcess(process, requireNonNull(output.readLine(), "the other process did not start"));
    }

    /** Where its broker listens. */
    String listen() {
        return listen;
    }

    long pid() {
        return process.pid();
    }

    /** Kills it as with -9. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    public static void main(String[] args) throws IOException {
        Logging.start(LogFormat.HUMAN, false);
        var broker = EmbeddedBroker.start(new EmbeddedSettings(Path.of(args[0]), BrokerExtension.anyPort()));
        System.out.println(broker.listen());
        // Ends with the test's process, should that not end this one.
        while (System.in.read() >= 0) {}
        broker.close();
    }
}
