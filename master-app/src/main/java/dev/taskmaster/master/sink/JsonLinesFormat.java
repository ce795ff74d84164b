package dev.taskmaster.master.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * One JSON object a line: {@code {"index":0,"ok":"..."}} or {@code {"index":0,"failed":"error","message":"...",
 * "task":"...","attempts":3}}. Keeps every text as it is, line breaks included.
 */
final class JsonLinesFormat implements ResultFormat {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Pattern FAILED = Pattern.compile("\\{\"index\":([0-9]{1,18}),\"failed\":");

    @Override
    public FailedRecords failedRecords() {
        return new FailedRecords.ByIndex(FAILED);
    }

    @Override
    public void append(Result result, StringBuilder output) {
        var line = new StringWriter();
        try (var json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("index", result.index());
            write(result, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        output.append(line.getBuffer()).append('\n');
    }

    private static void write(Result result, JsonGenerator json) throws IOException {
        if (result.outcome() instanceof Outcome.Ok ok) {
            json.writeStringField("ok", ok.text());
        } else if (result.outcome() instanceof Outcome.Failed failed) {
            json.writeStringField("failed", failed.reason().word());
            json.writeStringField("message", failed.message());
            json.writeStringField("task", failed.task());
            json.writeNumberField("attempts", result.attempts());
        }
    }
}
