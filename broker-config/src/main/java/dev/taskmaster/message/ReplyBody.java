package dev.taskmaster.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a result message: a JSON array with one object a task, {@code {"ok":text}},
 * {@code {"failed":"reason: message","task":payload}} or
 * {@code {"again":payload,"crashes":n}}, the number only if it is not 0. Fields it does not know are passed
 * over, so that a newer worker can say more. Pure functions, safe for use by many threads.
 */
public final class ReplyBody {

    private static final String OK = "ok";
    private static final String FAILED = "failed";
    private static final String TASK = "task";
    private static final String AGAIN = "again";
    private static final String CRASHES = "crashes";
    private static final String AFTER_REASON = ": ";

    private ReplyBody() {}

    /** The body for these outcomes. */
    public static String encode(List<Outcome> outcomes) {
        return Json.write(json -> {
            json.writeStartArray();
            for (var outcome : outcomes) {
                json.writeStartObject();
                write(json, outcome);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Ok ok) {
            json.writeStringField(OK, ok.text());
        } else if (outcome instanceof Outcome.Failed failed) {
            json.writeStringField(FAILED, failed.reason().word() + AFTER_REASON + failed.message());
            json.writeStringField(TASK, failed.task());
        } else if (outcome instanceof Outcome.Again again) {
            json.writeStringField(AGAIN, again.task());
            if (again.crashes() > 0) {
                json.writeNumberField(CRASHES, again.crashes());
            }
        }
    }

    /**
     * The outcomes of a body.
     *
     * @throws MalformedMessageException if it is no JSON array of such objects
     */
    public static List<Outcome> decode(String body) throws MalformedMessageException {
        return Json.read("result", body, ReplyBody::outcomes);
    }

    private static List<Outcome> outcomes(JsonParser json) throws IOException, MalformedMessageException {
        Json.expect(json.nextToken(), JsonToken.START_ARRAY, "an array of outcomes");
        var outcomes = new ArrayList<Outcome>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Json.expect(json.currentToken(), JsonToken.START_OBJECT, "an outcome object");
            outcomes.add(outcome(json));
        }
        return outcomes;
    }

    private static Outcome outcome(JsonParser json) throws IOException, MalformedMessageException {
        String ok = null;
        String failed = null;
        String task = null;
        String again = null;
        int crashes = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case OK -> ok = text(json);
                case FAILED -> failed = text(json);
                case TASK -> task = text(json);
                case AGAIN -> again = text(json);
                case CRASHES -> crashes = count(json);
                default -> json.skipChildren();
            }
        }
        return outcome(ok, failed, task, again, crashes);
    }

    private static Outcome outcome(
            @Nullable String ok, @Nullable String failed, @Nullable String task, @Nullable String again, int crashes)
            throws MalformedMessageException {
        if (ok != null && failed == null && again == null) {
            return new Outcome.Ok(ok);
        }
        if (failed != null && task != null && ok == null && again == null) {
            return failed(failed, task);
        }
        if (again != null && ok == null && failed == null) {
            return new Outcome.Again(again, crashes);
        }
        throw new MalformedMessageException(
                "an outcome must have one of \"ok\", \"failed\" with \"task\", or \"again\"");
    }

    /** A failure without a known reason in front is an error in the handler's own words. */
    private static Outcome failed(String text, String task) {
        int end = text.indexOf(AFTER_REASON);
        if (end > 0) {
            var reason = Reason.ofWord(text.substring(0, end));
            if (reason.isPresent()) {
                return new Outcome.Failed(reason.get(), text.substring(end + AFTER_REASON.length()), task);
            }
        }
        return new Outcome.Failed(Reason.ERROR, text, task);
    }

    private static int count(JsonParser json) throws IOException, MalformedMessageException {
        Json.expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "a whole number");
        int count = json.getIntValue();
        if (count < 0 || count > Chunk.MOST_CRASHES) {
            throw new MalformedMessageException("crashes must be 0 to " + Chunk.MOST_CRASHES + ", but is " + count);
        }
        return count;
    }

    private static String text(JsonParser json) throws IOException, MalformedMessageException {
        Json.expect(json.currentToken(), JsonToken.VALUE_STRING, "a string");
        return json.getText();
    }
}
