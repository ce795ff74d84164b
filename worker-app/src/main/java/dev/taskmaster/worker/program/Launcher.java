package dev.taskmaster.worker.program;

import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.ServedQueues;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the programs of a handler, with what they must know in their environment and without what they must not, and ends
 * those that are left at the end. It keeps their files in a directory that nobody else can read. Safe for use by many
 * threads.
 */
final class Launcher implements AutoCloseable {

    /** What the kernel takes as one argument, with the byte that ends it (execve(2), MAX_ARG_STRLEN). */
    static final int LONGEST_ARGUMENT = 128 * 1024 - 1;

    /** The worker's own settings, passwords among them. */
    private static final String OWN_VARIABLES = "TASKMASTER_";

    private static final int FIRST_WITH_NATIVE_CHARSET = 18;

    private static final Logger log = LoggerFactory.getLogger(Launcher.class);

    private final Place place;
    private final Charset argumentCharset = argumentCharset();
    private final List<String> prefix;
    private final String markBegin = UUID.randomUUID() + ".";
    private final AtomicLong count = new AtomicLong();
    private @Nullable Path directory;
    private volatile boolean closed;

    /**
     * What programs are told of their worker.
     *
     * @param queue the name of its task queue, or of several with commas between them
     * @param worker its name
     */
    record Place(String queue, String worker) {

        static Place of(ServedQueues queues, String worker) {
            return new Place(queues.names().stream().map(QueueName::text).collect(Collectors.joining(",")), worker);
        }
    }

    /**
     * A program that was started.
     *
     * @param process the program
     * @param mark what its children carry too
     */
    record Started(Process process, String mark) {

        /** Kills it with all that it started; returns when they are gone, or after some time. */
        void end() {
            Family.end(process.toHandle(), mark);
        }
    }

    Launcher(Place place) {
        this.place = place;
        this.prefix = Terminal.awayFromIt();
    }

    /** A name for a file that is nobody else's. */
    File file(String kind) {
        return directory().resolve(kind + "-" + count.incrementAndGet()).toFile();
    }

    private synchronized Path directory() {
        try {
            if (directory == null) {
                directory = Files.createTempDirectory("taskmaster-");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no directory for the files of programs: set java.io.tmpdir to one with room: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Starts a program.
     *
     * @param task what it is for, or {@code null} if for one after another
     * @throws IllegalArgumentException if the command cannot be handed over; the message is for people
     * @throws InterruptedException if it was interrupted after the end
     */
    Started start(List<String> command, @Nullable Task task, ProcessBuilder builder) throws InterruptedException {
        command.forEach(this::check);
        var mark = markBegin + count.incrementAndGet();
        builder.command().addAll(prefix);
        builder.command().addAll(command);
        tell(builder.environment(), task, mark);
        waitIfClosed();
        try {
            var started = new Started(builder.start(), mark);
            if (closed) {
                started.end();
            }
            return started;
        } catch (IOException e) {
            throw new IllegalArgumentException(reason(command, e), e);
        }
    }

    /** What happens to programs after the end is no fault of their tasks: nothing is said about those any more. */
    void waitIfClosed() throws InterruptedException {
        if (closed) {
            new CountDownLatch(1).await();
        }
    }

    private void tell(Map<String, String> environment, @Nullable Task task, String mark) {
        environment.keySet().removeIf(name -> name.startsWith(OWN_VARIABLES));
        environment.put("TASKMASTER_QUEUE", place.queue());
        environment.put("TASKMASTER_WORKER", place.worker());
        environment.put(Family.VARIABLE, mark);
        if (task != null) {
            environment.put("TASKMASTER_JOB", Placeholders.job(task));
            environment.put("TASKMASTER_INDEX", Long.toString(task.index()));
            environment.put("TASKMASTER_ATTEMPT", Integer.toString(task.attempt()));
        }
    }

    private void check(String argument) {
        if (argument.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the payload has a NUL character, which no argument can hold: "
                    + "have the program read it from standard input");
        }
        var bytes = argument.getBytes(argumentCharset);
        if (bytes.length > LONGEST_ARGUMENT) {
            throw new IllegalArgumentException("the payload makes an argument of " + bytes.length
                    + " bytes, and the system takes " + LONGEST_ARGUMENT
                    + ": have the program read it from standard input");
        }
        if (!new String(bytes, argumentCharset).equals(argument)) {
            throw new IllegalArgumentException(
                    "the payload has a character that the worker's locale (" + argumentCharset
                            + ") cannot hand over as an argument: start the worker with LC_ALL=C.UTF-8, or have the program read"
                            + " it from standard input");
        }
    }

    /** What the JVM encodes arguments with. */
    private static Charset argumentCharset() {
        if (Runtime.version().feature() < FIRST_WITH_NATIVE_CHARSET) {
            return Charset.defaultCharset();
        }
        return Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));
    }

    private static String reason(List<String> command, IOException e) {
        var text = String.valueOf(e.getMessage());
        return text.contains("Argument list too long")
                ? "the arguments are longer than the system takes: have the program read the payload from standard input"
                : "cannot start " + command.get(0) + ": " + text.replaceFirst("^Cannot run program \"[^\"]*\": ", "");
    }

    /** Kills what is left of all programs, deletes their files, and starts no more. Idempotent. */
    @Override
    public void close() {
        closed = true;
        Path kept;
        synchronized (this) {
            kept = directory;
            directory = null;
        }
        if (kept == null) {
            return;
        }
        Family.endAll(markBegin);
        try (var files = Files.list(kept)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(kept);
        } catch (IOException e) {
            log.debug("cannot delete {}", kept, e);
        }
    }
}
