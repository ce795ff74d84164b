package dev.taskmaster.master.sink;

import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;

/**
 * The text of each result on a line of its own, without its index. A result that holds line breaks takes several lines;
 * whoever must tell them apart takes JSON lines. A failed task reads {@code failed (error): what the handler said: the
 * payload}.
 *
 * @param prefix what each line begins with
 */
record TextFormat(String prefix) implements ResultFormat {

    @Override
    public void append(Result result, StringBuilder output) {
        output.append(prefix);
        if (result.outcome() instanceof Outcome.Ok ok) {
            output.append(ok.text());
        } else if (result.outcome() instanceof Outcome.Failed failed) {
            output.append("failed (")
                    .append(failed.reason().word())
                    .append("): ")
                    .append(failed.message())
                    .append(": ")
                    .append(failed.task());
        }
        output.append('\n');
    }
}
