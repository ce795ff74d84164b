package dev.taskmaster.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of itself to those who look at the broker: it lies with one of the worker's sessions, under
 * {@link #KEY} in the metadata of the session, and is gone with it. The broker only passes it on, so a reader may find
 * anything there.
 *
 * @param done tasks answered with a result since the worker started
 * @param failed tasks answered as failed since then
 * @param running tasks whose handler runs
 * @param at when it was said, by the worker's own clock
 * @param longest the task that runs longest, or {@code null} if no task of a job runs
 * @param version of the worker's program, or {@code null} if it does not say
 */
public record WorkerReport(
        long done,
        long failed,
        int running,
        Instant at,
        @Nullable Longest longest,
        @Nullable String version) {

    /** The name of the metadata. */
    public static final String KEY = "taskmaster";

    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final String RUNNING = "running";
    private static final String AT = "at";
    private static final String TASK = "task";
    private static final String TASK_MILLIS = "task_ms";
    private static final String VERSION = "version";

    private static final long UNSAID = -1;

    /**
     * The task that runs longest.
     *
     * @param task its job, a colon and its index
     * @param runs for about so long
     */
    public record Longest(String task, Duration runs) {}

    /** Of a program that does not say its version. */
    public WorkerReport(long done, long failed, int running, Instant at, @Nullable Longest longest) {
        this(done, failed, running, at, longest, null);
    }

    /** The same of a program of that version. */
    public WorkerReport of(String newVersion) {
        return new WorkerReport(done, failed, running, at, longest, newVersion);
    }

    /** Refuses counts below 0. */
    public WorkerReport {
        if (done < 0 || failed < 0 || running < 0) {
            throw new IllegalArgumentException(
                    "done, failed and running must be at least 0, but are " + done + ", " + failed + " and " + running);
        }
    }

    /** The text that lies with the session. */
    public String text() {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberField(DONE, done);
            json.writeNumberField(FAILED, failed);
            json.writeNumberField(RUNNING, running);
            json.writeNumberField(AT, at.toEpochMilli());
            if (longest != null) {
                json.writeStringField(TASK, longest.task());
                json.writeNumberField(TASK_MILLIS, longest.runs().toMillis());
            }
            if (version != null) {
                json.writeStringField(VERSION, version);
            }
            json.writeEndObject();
        });
    }

    /** Reads such a text; nothing if it is none. Fields it does not know are passed over. */
    public static Optional<WorkerReport> parse(String text) {
        try {
            return Optional.of(Json.read("worker's report", text, WorkerReport::report));
        } catch (MalformedMessageException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static WorkerReport report(JsonParser json) throws IOException, MalformedMessageException {
        Json.expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
        long done = UNSAID;
        long failed = UNSAID;
        int running = (int) UNSAID;
        long at = UNSAID;
        long taskMillis = UNSAID;
        String task = null;
        String version = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case DONE -> done = json.getLongValue();
                case FAILED -> failed = json.getLongValue();
                case RUNNING -> running = json.getIntValue();
                case AT -> at = json.getLongValue();
                case TASK -> task = json.getText();
                case TASK_MILLIS -> taskMillis = json.getLongValue();
                case VERSION -> version = json.getText();
                default -> json.skipChildren();
            }
        }
        if (at < 0) {
            throw new MalformedMessageException("a worker's report must say when it was made");
        }
        var longest = task == null || taskMillis < 0 ? null : new Longest(task, Duration.ofMillis(taskMillis));
        return new WorkerReport(done, failed, running, Instant.ofEpochMilli(at), longest, version);
    }
}
