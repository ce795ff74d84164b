package dev.taskmaster.master.sink;

import dev.taskmaster.master.job.Result;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.ReplyBody;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A result on one line from which it can be read again, for one that waits for its turn: index, attempts, the worker's
 * name in the form of a URL's parameters, and the outcome as a worker's reply has it, with a space between them.
 */
final class KeptResult implements ResultFormat {

    private static final int FIELDS = 4;

    private static final Pattern FAILED = Pattern.compile("([0-9]{1,18}) [0-9]+ \\S* \\[\\{\"failed\":");

    @Override
    public FailedRecords failedRecords() {
        return new FailedRecords.ByIndex(FAILED);
    }

    @Override
    public void append(Result result, StringBuilder output) {
        output.append(result.index())
                .append(' ')
                .append(result.attempts())
                .append(' ')
                .append(URLEncoder.encode(result.worker(), StandardCharsets.UTF_8))
                .append(' ')
                .append(ReplyBody.encode(List.of(result.outcome())))
                .append('\n');
    }

    /** Reads a line that this has written, without its end. */
    static Result parse(String line) {
        var fields = line.split(" ", FIELDS);
        try {
            return new Result(
                    Long.parseLong(fields[0]),
                    ReplyBody.decode(fields[3]).get(0),
                    Integer.parseInt(fields[1]),
                    URLDecoder.decode(fields[2], StandardCharsets.UTF_8));
        } catch (MalformedMessageException | RuntimeException e) {
            throw new IllegalStateException("a result that waited for its turn cannot be read: " + line, e);
        }
    }
}
