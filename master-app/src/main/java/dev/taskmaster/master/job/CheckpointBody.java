package dev.taskmaster.master.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checkpoints as the text of a message: flat JSON objects, readable in the console. Pure functions. */
public final class CheckpointBody {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private CheckpointBody() {}

    /** The text of a submit checkpoint. */
    public static String encode(SubmitCheckpoint checkpoint) {
        var plan = checkpoint.plan();
        return write(json -> {
            json.writeStringField("job", plan.job().text());
            json.writeStringField("queue", plan.queue().text());
            json.writeNumberField("retries", plan.retries());
            json.writeNumberField("priority", plan.priority());
            if (plan.taskTimeout() != null) {
                json.writeNumberField("timeout_ms", plan.taskTimeout().toMillis());
            }
            json.writeNumberField("submitted", checkpoint.submitted());
            json.writeStringField("fingerprint", checkpoint.fingerprint());
            json.writeBooleanField("complete", checkpoint.complete());
        });
    }

    /** The text of a collect checkpoint. */
    public static String encode(CollectCheckpoint checkpoint) {
        var tally = checkpoint.tally();
        var mark = checkpoint.mark();
        return write(json -> {
            json.writeStringField("job", checkpoint.job().text());
            json.writeStringField("collected", checkpoint.collected());
            json.writeNumberField("ok", tally.ok());
            json.writeNumberField("error", tally.error());
            json.writeNumberField("timeout", tally.timeout());
            json.writeNumberField("crash", tally.crash());
            json.writeStringField("output", mark.output());
            json.writeStringField("layout", mark.layout());
            json.writeNumberField("length", mark.length());
            json.writeNumberField("written", mark.written());
            json.writeNumberField("waiting_length", mark.waitingLength());
            json.writeBooleanField("finished", checkpoint.finished());
            write(checkpoint.retry(), json);
        });
    }

    /**
     * Reads a submit checkpoint.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static SubmitCheckpoint submit(String text) {
        var fields = read(text);
        long timeoutMillis = fields.containsKey("timeout_ms") ? number(fields, "timeout_ms") : 0;
        var plan = new JobPlan(
                new JobName(text(fields, "job")),
                new QueueName(text(fields, "queue")),
                Math.toIntExact(number(fields, "retries")),
                timeoutMillis == 0 ? null : Duration.ofMillis(timeoutMillis),
                Math.toIntExact(number(fields, "priority")));
        return new SubmitCheckpoint(
                plan, number(fields, "submitted"), text(fields, "fingerprint"), truth(fields, "complete"));
    }

    /**
     * Reads a collect checkpoint.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static CollectCheckpoint collect(String text) {
        var fields = read(text);
        return new CollectCheckpoint(
                new JobName(text(fields, "job")),
                text(fields, "collected"),
                new Tally(
                        number(fields, "ok"),
                        number(fields, "error"),
                        number(fields, "timeout"),
                        number(fields, "crash")),
                new OutputMark(
                        text(fields, "output"),
                        text(fields, "layout"),
                        number(fields, "length"),
                        number(fields, "written"),
                        number(fields, "waiting_length")),
                truth(fields, "finished"),
                fields.containsKey("retry") ? retry(fields) : Retry.NONE);
    }

    private static void write(Retry retry, JsonGenerator json) throws IOException {
        if (retry.phase() != Retry.Phase.NONE) {
            json.writeStringField("retry", retry.phase().name().toLowerCase(Locale.ROOT));
            json.writeStringField(
                    "retry_reasons",
                    retry.reasons().stream().map(Reason::word).sorted().collect(Collectors.joining(",")));
            json.writeNumberField("retry_sent", retry.sent());
        }
    }

    private static Retry retry(Map<String, Object> fields) {
        return new Retry(
                Retry.Phase.valueOf(text(fields, "retry").toUpperCase(Locale.ROOT)),
                Arrays.stream(text(fields, "retry_reasons").split(",", -1))
                        .flatMap(word -> Reason.ofWord(word).stream())
                        .collect(Collectors.toSet()),
                number(fields, "retry_sent"));
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String write(Writing fields) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    private static Map<String, Object> read(String text) {
        var fields = new HashMap<String, Object>();
        try (var json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a checkpoint must be a JSON object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                var token = json.nextToken();
                var value = value(token, token == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0, json.getText());
                if (value != null) {
                    fields.put(name, value);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("a checkpoint must be JSON", e);
        }
        return fields;
    }

    private static @Nullable Object value(JsonToken token, long number, String text) {
        return switch (token) {
            case VALUE_STRING -> text;
            case VALUE_NUMBER_INT -> number;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static String text(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a checkpoint must have the text " + name);
    }

    private static long number(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("a checkpoint must have the number " + name);
    }

    private static boolean truth(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException("a checkpoint must have the truth value " + name);
    }
}
