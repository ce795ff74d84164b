package dev.taskmaster.master.sink;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.OutputMark;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which output a person chose.
 *
 * @param file the file, or {@code null} for standard output
 * @param format how results look
 * @param prefix what each line of text begins with
 * @param waitingFile where results wait for their turn when the order of the tasks is kept, or {@code null} when it is not
 * @param standardOutput what is written to where no file is chosen
 */
public record OutputChoice(
        @Nullable Path file,
        Format format,
        String prefix,
        @Nullable Path waitingFile,
        OutputStream standardOutput) implements ResultOutput {

    private static final String IN_ORDER = " in order";

    /** With the standard output of this process. */
    public OutputChoice(@Nullable Path file, Format format, String prefix, @Nullable Path waitingFile) {
        this(file, format, prefix, waitingFile, new FileOutputStream(FileDescriptor.out));
    }

    /** The same by way of a stream that passes on to standard output. */
    public OutputChoice through(UnaryOperator<OutputStream> way) {
        return new OutputChoice(file, format, prefix, waitingFile, way.apply(standardOutput));
    }

    /** The name under which a checkpoint remembers it. */
    public String name() {
        return file == null
                ? OutputMark.STANDARD_OUTPUT
                : file.toAbsolutePath().normalize().toString();
    }

    @Override
    public boolean keepsOrder() {
        return waitingFile != null;
    }

    /**
     * Opens the output at the mark where it stood.
     *
     * @throws JobConflictException if the job's earlier results went to another file, in another format or order
     */
    @Override
    public ResultSink open(OutputMark mark) {
        refuseOther(mark);
        boolean same = mark.output().equals(name());
        if (file != null && waitingFile == null) {
            return plainFile(same ? mark.length() : 0, mark);
        }
        var output = file == null
                ? new StreamOutput(standardOutput, same ? mark.length() : 0)
                : OutputFile.open(Path.of(name()), same ? mark.length() : 0);
        try {
            return waitingFile == null
                    ? new PlainSink(output, format.results(prefix), layout(), mark.written())
                    : new OrderedSink(
                            output,
                            format.results(prefix),
                            layout(),
                            WaitingFile.open(waitingFile, mark.waitingLength(), mark.written()),
                            mark.written());
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /** What a {@link Withdrawal} has put aside comes back first; the next mark counts it as written. */
    private ResultSink plainFile(long length, OutputMark mark) {
        var output = OutputFile.open(Path.of(name()), length);
        try {
            if (mark.waitingLength() == 0) {
                return new PlainSink(output, format.results(prefix), layout(), mark.written());
            }
            try (var rest = OutputFile.open(restFile(), mark.waitingLength())) {
                output.append(rest);
            }
            return new PlainSink(output, format.results(prefix), layout(), mark.written(), restFile());
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /** Where a {@link Withdrawal} puts aside what must come back. */
    Path restFile() {
        return Path.of(name() + ".rest");
    }

    /**
     * Begins to take failed tasks out of the output of a finished job.
     *
     * @param mark where the output stands
     * @throws JobConflictException if the job's results went to another output, in another format or order
     */
    public Withdrawal withdrawal(OutputMark mark) {
        refuseOther(mark);
        if (!mark.output().equals(name())) {
            throw new JobConflictException("the job has written its results to standard output, where those of failed"
                    + " tasks cannot be replaced: leave --output out to have the new ones printed");
        }
        return new Withdrawal(this, mark, format.results(prefix));
    }

    /**
     * The output that a mark tells of.
     *
     * @param waiting where results wait for their turn with that output, {@code null} being standard output
     * @throws JobConflictException if the results went to a program
     */
    public static OutputChoice of(OutputMark mark, Function<@Nullable Path, Path> waiting) {
        refuseProgram(mark);
        var file = mark.output().equals(OutputMark.STANDARD_OUTPUT) ? null : Path.of(mark.output());
        boolean ordered = mark.layout().endsWith(IN_ORDER);
        var word = ordered ? mark.layout().substring(0, mark.layout().length() - IN_ORDER.length()) : mark.layout();
        return new OutputChoice(
                file, word.isEmpty() ? Format.TEXT : Format.ofWord(word), "", ordered ? waiting.apply(file) : null);
    }

    private String layout() {
        return format.word() + (waitingFile == null ? "" : IN_ORDER);
    }

    private static void refuseProgram(OutputMark mark) {
        if (mark.output().equals(ProgramOutput.NAME)) {
            throw new JobConflictException("the job has handed " + mark.written()
                    + " results to a program: go on with that program, or choose another --job");
        }
    }

    /** What is written and what waits for its turn was acknowledged: a run that does not go on with it would lose it. */
    private void refuseOther(OutputMark mark) {
        if (mark.written() == 0 && mark.waitingLength() == 0) {
            return;
        }
        refuseProgram(mark);
        boolean moved = !mark.output().equals(name());
        if (moved && (mark.waitingLength() > 0 || !mark.output().equals(OutputMark.STANDARD_OUTPUT))) {
            var old = mark.output().equals(OutputMark.STANDARD_OUTPUT) ? "standard output" : mark.output();
            throw new JobConflictException("the job has written " + mark.written() + " results to " + old
                    + ": give --output " + mark.output() + ", or choose another --job");
        }
        if (!mark.layout().equals(layout())) {
            throw new JobConflictException("the job has written " + mark.written() + " results as " + mark.layout()
                    + ", not as " + layout() + ": give the same --format and --keep-order, or choose another --job");
        }
    }
}
