package dev.taskmaster.master.bench;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.task.QueueName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Worker programs on this machine that live as long as this object. They read the password from a file; it is neither on
 * their command line nor in their environment. For one thread.
 */
public final class LocalWorkers implements AutoCloseable {

    /** Enough to finish an empty task and to leave the broker. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** From this version on the JVM warns of what Netty does with memory; it means no harm. */
    private static final int WARNS_SINCE = 24;

    /**
     * How they are started.
     *
     * @param count how many programs
     * @param slotsEach tasks that each runs at once
     * @param jar the program, or {@code null} to look for it beside the master's
     */
    public record Order(int count, int slotsEach, @Nullable Path jar) {

        /** Refuses numbers below 1. */
        public Order {
            if (count < 1 || slotsEach < 1) {
                throw new IllegalArgumentException(
                        "count and slotsEach must be at least 1, but are " + count + " and " + slotsEach);
            }
        }

        /**
         * The same with the jar that it finds.
         *
         * @throws InvalidUseException if there is none
         */
        public Order found() {
            return new Order(count, slotsEach, WorkerJar.find(jar));
        }
    }

    /** One of them and where it writes what it says. */
    private record Program(String name, Process process, Path said) {}

    private final int slots;
    private final List<Program> programs;

    private LocalWorkers(int slots, List<Program> programs) {
        this.slots = slots;
        this.programs = List.copyOf(programs);
    }

    /**
     * Starts them; they connect when they are up.
     *
     * @param credentials the file with URL, user and password
     * @param directory for what they say
     * @throws InvalidUseException if the programs cannot be started
     */
    public static LocalWorkers start(Order order, QueueName queue, Path credentials, Path directory) {
        var jar = WorkerJar.find(order.jar());
        var programs = new ArrayList<Program>();
        try {
            for (int number = 1; number <= order.count(); number++) {
                var name = "bench-" + number;
                var command = command(jar);
                command.addAll(List.of("--config", credentials.toString(), "--handler", "bench", "--name", name));
                command.addAll(List.of("--queue", queue.text(), "--concurrency", Integer.toString(order.slotsEach())));
                programs.add(start(name, command, directory.resolve("worker-" + number + ".log")));
            }
        } catch (IOException e) {
            end(programs);
            throw new InvalidUseException("workers cannot be started: " + e.getMessage(), e);
        }
        return new LocalWorkers(Math.multiplyExact(order.count(), order.slotsEach()), programs);
    }

    private static List<String> command(Path jar) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= WARNS_SINCE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private static Program start(String name, List<String> command, Path said) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        // What is set for the master is not meant for them.
        builder.environment().keySet().removeIf(key -> key.startsWith("TASKMASTER_"));
        return new Program(name, builder.start(), said);
    }

    /** How many tasks they run at once, all together. */
    int slots() {
        return slots;
    }

    /**
     * Looks whether all are alive.
     *
     * @throws InvalidUseException if one has ended; it says its last words
     */
    void check() {
        for (var program : programs) {
            if (!program.process().isAlive()) {
                throw new InvalidUseException("worker " + program.name() + " ended with status "
                        + program.process().exitValue() + ": " + lastWords(program.said()));
            }
        }
    }

    private static String lastWords(Path said) {
        try {
            var lines = Files.readAllLines(said, StandardCharsets.UTF_8);
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        } catch (IOException | UncheckedIOException e) {
            return "what it said cannot be read";
        }
    }

    /** Ends them, the hard way if they take longer than some seconds. Idempotent. */
    @Override
    public void close() {
        end(programs);
    }

    private static void end(List<Program> programs) {
        programs.forEach(program -> program.process().destroy());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var program : programs) {
            if (!ended(program.process(), deadline - System.nanoTime())) {
                program.process().destroyForcibly();
            }
        }
    }

    private static boolean ended(Process process, long nanos) {
        try {
            return process.waitFor(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
