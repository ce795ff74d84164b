package dev.taskmaster.master.sink;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.job.OutputMark;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Results go to a program that has the master inside.
 *
 * @param consumer the program's
 * @param waitingFile where results wait for their turn when the order of the tasks is kept, or {@code null} when it is not
 */
public record ProgramOutput(
        ResultConsumer consumer, @Nullable Path waitingFile) implements ResultOutput {

    /** The name under which a checkpoint remembers it: no file has it, because theirs are absolute. */
    static final String NAME = "(program)";

    private static final String AS_READY = "calls";
    private static final String IN_ORDER = "calls in order";

    @Override
    public boolean keepsOrder() {
        return waitingFile != null;
    }

    @Override
    public ResultSink open(OutputMark mark) {
        refuseOther(mark);
        if (waitingFile == null) {
            return new ProgramSink(consumer, AS_READY, mark.written());
        }
        return new OrderedSink(
                new ProgramLines(consumer),
                new KeptResult(),
                IN_ORDER,
                WaitingFile.open(waitingFile, mark.waitingLength(), mark.written()),
                mark.written());
    }

    /** What was acknowledged is not handed out again: a program that expects it elsewhere would lose it. */
    private void refuseOther(OutputMark mark) {
        if (mark.written() == 0 && mark.waitingLength() == 0) {
            return;
        }
        if (!mark.output().equals(NAME)) {
            throw new JobConflictException("the job has written " + mark.written() + " results to "
                    + (mark.output().equals(OutputMark.STANDARD_OUTPUT) ? "standard output" : mark.output())
                    + ": go on with \"master run\" or \"master collect\", or choose another job name");
        }
        if (!mark.layout().equals(waitingFile == null ? AS_READY : IN_ORDER)) {
            throw new JobConflictException("the job has handed " + mark.written() + " results out "
                    + (waitingFile == null ? "in order, not as they came" : "as they came, not in order")
                    + ": run it as before, or choose another job name");
        }
    }
}
