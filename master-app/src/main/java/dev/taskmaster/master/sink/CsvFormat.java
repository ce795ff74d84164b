package dev.taskmaster.master.sink;

import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;

/**
 * Comma-separated values with a header, quoted as RFC 4180 wants it: {@code index,status,text,task}. The status is
 * {@code ok} or the reason of the failure; the payload stands there only when the task failed.
 */
final class CsvFormat implements ResultFormat {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private static final Pattern FAILED = Pattern.compile("([0-9]{1,18}),(?:error|timeout|crash),");

    @Override
    public String header() {
        return "index,status,text,task\n";
    }

    @Override
    public boolean quotes() {
        return true;
    }

    @Override
    public FailedRecords failedRecords() {
        return new FailedRecords.ByIndex(FAILED);
    }

    @Override
    public void append(Result result, StringBuilder output) {
        try {
            if (result.outcome() instanceof Outcome.Ok ok) {
                CSV.printRecord(output, result.index(), "ok", ok.text(), "");
            } else if (result.outcome() instanceof Outcome.Failed failed) {
                CSV.printRecord(output, result.index(), failed.reason().word(), failed.message(), failed.task());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }
}
