package dev.taskmaster.master.sink;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.IndexSet;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes failed tasks out of the output of a finished job, so that they can have another result. What stands behind the first
 * of them is copied to a file beside the output; the output itself is left as it is until the new mark, which is in the broker by
 * then, is opened. So whatever is killed meanwhile, either mark finds what it needs. For one thread.
 */
public final class Withdrawal {

    private static final Logger log = LoggerFactory.getLogger(Withdrawal.class);

    private final OutputChoice output;
    private final OutputMark mark;
    private final ResultFormat format;
    private final FailedRecords records;
    private final IndexSet indexes = new IndexSet();
    private Tally tally = Tally.NONE;

    Withdrawal(OutputChoice output, OutputMark mark, ResultFormat format) {
        this.output = output;
        this.mark = mark;
        this.format = format;
        this.records = format.failedRecords();
    }

    /** Takes one more failed task out; one that is out already counts once. */
    public void add(Result failed) {
        if (failed.outcome() instanceof Outcome.Failed outcome && indexes.add(failed.index())) {
            tally = tally.plusFailed(outcome.reason());
            records.add(failed);
        }
    }

    /** Those taken out. */
    public IndexSet indexes() {
        return indexes;
    }

    /** Their number by reason. */
    public Tally tally() {
        return tally;
    }

    /**
     * Makes the copy.
     *
     * @return where the output stands without them
     * @throws JobConflictException if the output is not as the job has written it
     */
    public OutputMark prepare() {
        var file = output.file();
        try {
            if (file == null) {
                return onStandardOutput();
            }
            if (!Files.exists(file) || Files.size(file) != mark.length()) {
                throw new JobConflictException("output " + file
                        + (Files.exists(file) ? " has " + Files.size(file) + " bytes" : " is not there")
                        + ", but the job has written " + mark.length() + ": put the file back as it was");
            }
            var without = of(file);
            syncDirectory(file);
            return without;
        } catch (IOException e) {
            throw new InvalidUseException("output " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The name of a new file is in its directory, which must survive a crash of the machine too. */
    private static void syncDirectory(Path file) throws IOException {
        try (var directory = FileChannel.open(file.toAbsolutePath().normalize().resolveSibling(""))) {
            directory.force(true);
        } catch (AccessDeniedException e) {
            log.debug("this system keeps directories in order by itself", e);
        }
    }

    /** What was printed stays printed: where order is kept, the others wait with nothing more to print. */
    private OutputMark onStandardOutput() {
        if (output.waitingFile() == null) {
            return new OutputMark(mark.output(), mark.layout(), mark.length(), mark.written() - indexes.size(), 0);
        }
        long first = indexes.firstAfter(-1);
        try (var waiting = WaitingFile.open(output.waitingFile(), 0, first)) {
            for (long index = first; index < mark.written(); index++) {
                if (!indexes.contains(index)) {
                    waiting.put(index, "");
                }
            }
            waiting.sync();
            return new OutputMark(mark.output(), mark.layout(), mark.length(), first, waiting.lengthInUse());
        }
    }

    /**
     * A failed task's record.
     *
     * @param index of the task
     * @param number of the records, or lines, before it
     * @param position of its first byte
     */
    private record Found(long index, long number, long position) {}

    private OutputMark of(Path file) throws IOException {
        var found = new ArrayList<Found>();
        long count = 0;
        try (var reader = open(file)) {
            long position = format.header().length();
            for (var next = reader.next(); next != null; next = reader.next()) {
                long index = records.find(new String(next, StandardCharsets.UTF_8));
                if (index >= 0) {
                    found.add(new Found(index, count, position));
                }
                position += next.length;
                count++;
            }
            if (records.missing() > 0 || position != mark.length()) {
                throw changed(file);
            }
        }
        return output.waitingFile() == null
                ? copyRest(file, found)
                : copyWaiting(file, output.waitingFile(), gaps(file, found, count));
    }

    private RecordReader open(Path file) throws IOException {
        var reader = RecordReader.open(file, format.quotes());
        if (!format.header().isEmpty()) {
            var header = reader.next();
            if (header == null || !format.header().equals(new String(header, StandardCharsets.UTF_8))) {
                reader.close();
                throw changed(file);
            }
        }
        return reader;
    }

    private static JobConflictException changed(Path file) {
        return new JobConflictException(
                "output " + file
                        + " is not as the job has written it, so its failed tasks cannot be replaced: put the file back as it was");
    }

    /** As they come: everything behind the first one but them. */
    private OutputMark copyRest(Path file, List<Found> found) throws IOException {
        try (var reader = open(file);
                var rest = OutputFile.open(output.restFile(), 0)) {
            int out = 0;
            long number = 0;
            for (var next = reader.next(); next != null; next = reader.next()) {
                if (out < found.size() && found.get(out).number() == number) {
                    out++;
                } else if (out > 0) {
                    rest.append(ByteBuffer.wrap(next));
                }
                number++;
            }
            rest.sync();
            return new OutputMark(
                    mark.output(),
                    mark.layout(),
                    found.get(0).position(),
                    mark.written() - found.size(),
                    rest.length());
        }
    }

    /**
     * The results from one failed task to before the next.
     *
     * @param index of the failed task
     * @param position of its first byte
     * @param lines behind it
     * @param results behind it
     */
    private record Gap(long index, long position, long lines, long results) {}

    /** Where order is kept, results and lines must fit to each other: none takes less than a line. */
    private List<Gap> gaps(Path file, List<Found> found, long count) {
        var gaps = new ArrayList<Gap>();
        if (found.get(0).number() < found.get(0).index()) {
            throw changed(file);
        }
        for (int i = 0; i < found.size(); i++) {
            var here = found.get(i);
            boolean last = i == found.size() - 1;
            long lines = (last ? count : found.get(i + 1).number()) - here.number() - 1;
            long results = (last ? mark.written() : found.get(i + 1).index()) - here.index() - 1;
            if (results < 0 || lines < results || (results == 0 && lines > 0)) {
                throw changed(file);
            }
            gaps.add(new Gap(here.index(), here.position(), lines, results));
        }
        return gaps;
    }

    /** In order: the results behind the first one wait for their turn again. */
    private OutputMark copyWaiting(Path file, Path waitingFile, List<Gap> gaps) throws IOException {
        var first = gaps.get(0);
        try (var reader = open(file);
                var waiting = WaitingFile.open(waitingFile, 0, first.index())) {
            skip(reader, first.position() - format.header().length());
            for (var gap : gaps) {
                reader.next();
                copy(reader, gap, waiting);
            }
            waiting.sync();
            return new OutputMark(mark.output(), mark.layout(), first.position(), first.index(), waiting.lengthInUse());
        }
    }

    private static void skip(RecordReader reader, long bytes) throws IOException {
        for (long passed = 0; passed < bytes; ) {
            var next = reader.next();
            passed += next == null ? bytes : next.length;
        }
    }

    /** Whose lines they are does not matter, because they come back in this order; so each result gets its share. */
    private static void copy(RecordReader reader, Gap gap, WaitingFile waiting) throws IOException {
        var text = new StringBuilder();
        for (long line = 0; line < gap.lines(); line++) {
            byte @Nullable [] next = reader.next();
            text.append(next == null ? "" : new String(next, StandardCharsets.UTF_8));
            long result = line * gap.results() / gap.lines();
            if ((line + 1) * gap.results() / gap.lines() > result) {
                waiting.put(gap.index() + 1 + result, text.toString());
                text.setLength(0);
            }
        }
    }
}
