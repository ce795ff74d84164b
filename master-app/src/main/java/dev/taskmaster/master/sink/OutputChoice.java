package dev.taskmaster.master.sink;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.OutputMark;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
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

    private String layout() {
        return format.word() + (waitingFile == null ? "" : " in order");
    }

    /** What is written and what waits for its turn was acknowledged: a run that does not go on with it would lose it. */
    private void refuseOther(OutputMark mark) {
        if (mark.written() == 0 && mark.waitingLength() == 0) {
            return;
        }
        if (mark.output().equals(ProgramOutput.NAME)) {
            throw new JobConflictException("the job has handed " + mark.written()
                    + " results to a program: go on with that program, or choose another --job");
        }
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
