package dev.taskmaster.worker.program;

import dev.taskmaster.task.Task;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program from its begin to its end. Input and output are files: nothing can fill up and wait for a reader, no
 * thread reads beside, and what the program leaves running does not hold its task up.
 */
final class Run {

    /** How often the output is measured: what a program can print meanwhile is what the disk must have room for. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final File NOTHING = new File("/dev/null");

    private final Launcher launcher;

    Run(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * How a program ended.
     *
     * @param fate whether it came to its end
     * @param status its exit status
     * @param output what it printed, cut off after the limit
     * @param complaint the end of its standard error
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Ended(Fate fate, int status, byte[] output, byte[] complaint) {}

    /** Whether a program came to its end. */
    enum Fate {
        ENDED,
        /** It printed more than it may, and was killed or had ended already. */
        TOO_MUCH,
        /** It took longer than the caller waits, and was killed. */
        TOO_LONG
    }

    /**
     * Runs it; if that is interrupted, all that was started is killed.
     *
     * @param task what it is for, or {@code null} if for several
     * @param input what it reads, {@code null} for nothing
     * @param mostBytes how much it may print
     * @param patience how long it may take, {@code null} for any time
     * @throws IllegalArgumentException if it cannot be started; the message is for people
     */
    Ended run(
            List<String> command,
            @Nullable Task task,
            byte @Nullable [] input,
            long mostBytes,
            @Nullable Duration patience)
            throws InterruptedException {
        var in = input == null ? NOTHING : launcher.file("in");
        var out = launcher.file("out");
        var complaint = new Complaint(launcher.file("err"));
        try {
            if (input != null) {
                Files.write(in.toPath(), input);
            }
            var builder =
                    new ProcessBuilder().redirectInput(in).redirectOutput(out).redirectError(complaint.redirect());
            var started = launcher.start(command, task, builder);
            Fate fate;
            try {
                fate = await(started.process(), out, complaint, mostBytes, patience);
            } catch (InterruptedException e) {
                started.end();
                throw e;
            }
            if (fate != Fate.ENDED) {
                started.end();
            }
            int status = started.process().waitFor();
            launcher.waitIfClosed();
            boolean whole = out.length() <= mostBytes;
            return new Ended(whole ? fate : Fate.TOO_MUCH, status, head(out, mostBytes), complaint.end());
        } catch (IOException e) {
            throw new UncheckedIOException("the files of a program: " + e.getMessage(), e);
        } finally {
            if (input != null) {
                delete(in);
            }
            delete(out);
            complaint.close();
        }
    }

    private static Fate await(
            Process process, File out, Complaint complaint, long mostBytes, @Nullable Duration patience)
            throws InterruptedException, IOException {
        long start = System.nanoTime();
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (out.length() > mostBytes) {
                return Fate.TOO_MUCH;
            }
            complaint.trim();
            if (patience != null && System.nanoTime() - start > patience.toNanos()) {
                return Fate.TOO_LONG;
            }
        }
        return Fate.ENDED;
    }

    private static byte[] head(File file, long mostBytes) throws IOException {
        try (var reading = new RandomAccessFile(file, "r")) {
            var bytes = new byte[(int) Math.min(mostBytes, reading.length())];
            reading.readFully(bytes);
            return bytes;
        }
    }

    /** Deleting is not broken off by an interrupt, and a file that stays goes with its directory. */
    @SuppressWarnings("ResultOfMethodCallIgnored")
    private static void delete(File file) {
        file.delete();
    }
}
