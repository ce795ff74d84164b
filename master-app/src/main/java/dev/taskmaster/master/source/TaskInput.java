package dev.taskmaster.master.source;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.task.JobName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/** Which input a person chose. Opening it twice gives the same tasks, unless it is standard input or has changed. */
public sealed interface TaskInput {

    /**
     * Starts reading.
     *
     * @throws InvalidUseException if the input is missing, a directory, or cannot be read
     */
    TaskSource open();

    /** How many tasks it has, where that can be told before the last one was read; a file is read for it. */
    default OptionalLong length() {
        return OptionalLong.empty();
    }

    /**
     * A file with a task a line; a name that ends with {@code .gz} is decompressed.
     *
     * @param path the file
     * @param json whether each line is a JSON string
     */
    record File(Path path, boolean json) implements TaskInput {

        @Override
        public TaskSource open() {
            if (Files.isDirectory(path)) {
                throw new InvalidUseException("input " + path + " is a directory: give a file with one task a line");
            }
            try {
                return TaskInput.lines(path.toString(), decompressed(Files.newInputStream(path)), json);
            } catch (NoSuchFileException e) {
                throw new InvalidUseException("input " + path + " does not exist: check --input", e);
            } catch (IOException e) {
                throw new InvalidUseException(
                        "input " + path + " cannot be read (" + reason(e) + "): check --input", e);
            }
        }

        @Override
        public OptionalLong length() {
            // Another process may be writing to what is no regular file, and may be waiting for what is read.
            return isCompressed() || !Files.isRegularFile(path) ? OptionalLong.empty() : LineCount.of(path);
        }

        private static String reason(IOException e) {
            return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        }

        private InputStream decompressed(InputStream raw) throws IOException {
            if (!isCompressed()) {
                return raw;
            }
            try {
                return new GZIPInputStream(raw, 64 * 1024);
            } catch (IOException e) {
                raw.close();
                throw e;
            }
        }

        private boolean isCompressed() {
            return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        }
    }

    /**
     * A stream that can be read once, such as standard input.
     *
     * @param stream the stream, closed with the source
     * @param json whether each line is a JSON string
     */
    record Stream(InputStream stream, boolean json) implements TaskInput {

        @Override
        public TaskSource open() {
            return TaskInput.lines("standard input", stream, json);
        }
    }

    /**
     * The arguments of a command line.
     *
     * @param payloads one task each
     */
    record Arguments(List<String> payloads) implements TaskInput {

        /** Keeps its own copy. */
        public Arguments {
            payloads = List.copyOf(payloads);
        }

        @Override
        public TaskSource open() {
            return new ArgumentSource(payloads);
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(payloads.size());
        }
    }

    /**
     * Random numbers from 0 to 10,000.
     *
     * @param count how many, at least 0
     * @param job the job whose name decides the numbers, so that the same job gets the same ones again
     */
    record Random(long count, JobName job) implements TaskInput {

        @Override
        public TaskSource open() {
            var seed = new CRC32();
            seed.update(job.text().getBytes(StandardCharsets.UTF_8));
            return new RandomSource(count, seed.getValue());
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(count);
        }
    }

    /**
     * Tasks that a program makes.
     *
     * @param maker makes the source anew for each opening
     */
    record Made(Supplier<TaskSource> maker) implements TaskInput {

        @Override
        public TaskSource open() {
            return maker.get();
        }
    }

    private static TaskSource lines(String name, InputStream input, boolean json) {
        var lines = new LineSource(name, input);
        return json ? new JsonLineSource(lines) : lines;
    }
}
