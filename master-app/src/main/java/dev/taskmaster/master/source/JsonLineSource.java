package dev.taskmaster.master.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.taskmaster.InvalidUseException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One task a line, each a JSON string: the way to give payloads that hold line breaks. */
final class JsonLineSource implements TaskSource {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LineSource.LONGEST_LINE_BYTES)
                    .build())
            .build();

    private final LineSource lines;

    JsonLineSource(LineSource lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable String next() {
        var line = lines.next();
        return line == null ? null : payload(line);
    }

    private String payload(String line) {
        try (var json = JSON.createParser(line)) {
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                var payload = json.getText();
                if (json.nextToken() == null) {
                    return payload;
                }
            }
            throw new InvalidUseException(
                    lines.place() + " is not one JSON string, as --jsonl wants it: write \"...\"");
        } catch (IOException e) {
            throw new InvalidUseException(
                    lines.place() + " is not a JSON string, as --jsonl wants it: write \"...\"", e);
        }
    }

    @Override
    public boolean ready() {
        return lines.ready();
    }

    @Override
    public void close() {
        lines.close();
    }
}
