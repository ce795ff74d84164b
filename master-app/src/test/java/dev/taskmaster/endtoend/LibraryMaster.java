package dev.taskmaster.endtoend;

import dev.taskmaster.master.Master;
import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.TaskSettings;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.task.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;

/**
 * A program with a master and its broker inside, as a user writes one: runs a job and writes each result to a file, and a
 * line {@code flush} after those that it has synced. Its arguments are the data directory, the number of tasks and the file.
 */
final class LibraryMaster implements ResultConsumer {

    private final FileChannel file;

    private LibraryMaster(FileChannel file) {
        this.file = file;
    }

    /** Runs the job to its end. */
    public static void main(String[] arguments) throws Exception {
        try (var master = Master.embedded(Path.of(arguments[0]), new HostPort("127.0.0.1", 0));
                var file = FileChannel.open(
                        Path.of(arguments[2]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            var payloads = IntStream.range(0, Integer.parseInt(arguments[1])).mapToObj(Integer::toString);
            var tally = master.job(new JobName("library"), TaskSettings.DEFAULT.withChunk(5))
                    .run(payloads, new LibraryMaster(file));
            System.out.println(tally);
        }
    }

    @Override
    public void accept(Result result) {
        write(result.index() + " " + result.text() + "\n");
    }

    @Override
    public void flush() {
        write("flush\n");
    }

    private void write(String line) {
        try {
            file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            if (line.startsWith("flush")) {
                file.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
