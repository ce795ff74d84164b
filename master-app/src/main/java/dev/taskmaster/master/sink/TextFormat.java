package dev.taskmaster.master.sink;

import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import java.util.regex.Pattern;

/**
 * The text of each result on a line of its own, without its index. A result that holds line breaks takes several lines;
 * whoever must tell them apart takes JSON lines. A failed task reads {@code failed (error): what the handler said: the
 * payload}, always on one line, and what the handler said is cut off after 1,000 characters.
 *
 * @param prefix what each line begins with
 */
record TextFormat(String prefix) implements ResultFormat {

    private static final Pattern LINE_END = Pattern.compile("\\R");

    @Override
    public void append(Result result, StringBuilder output) {
        output.append(prefix);
        if (result.outcome() instanceof Outcome.Ok ok) {
            output.append(ok.text());
        } else if (result.outcome() instanceof Outcome.Failed failed) {
            output.append("failed (")
                    .append(failed.reason().word())
                    .append("): ")
                    .append(onOneLine(failed.briefMessage()))
                    .append(": ")
                    .append(onOneLine(failed.task()));
        }
        output.append('\n');
    }

    private static String onOneLine(String text) {
        return LINE_END.matcher(text).replaceAll(" ");
    }

    @Override
    public FailedRecords failedRecords() {
        return new FailedRecords.ByText(this);
    }
}
