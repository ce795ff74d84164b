package dev.taskmaster.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a task message: a JSON array of payload strings. Every Java string survives the way there and back, lone
 * surrogates included. Pure functions, safe for use by many threads.
 */
public final class TaskBody {

    private TaskBody() {}

    /** The body for these payloads. */
    public static String encode(List<String> payloads) {
        return Json.write(json -> {
            json.writeStartArray();
            for (var payload : payloads) {
                json.writeString(payload);
            }
            json.writeEndArray();
        });
    }

    /**
     * The payloads of a body.
     *
     * @throws MalformedMessageException if it is no JSON array of strings
     */
    public static List<String> decode(String body) throws MalformedMessageException {
        return Json.read("task", body, TaskBody::payloads);
    }

    private static List<String> payloads(JsonParser json) throws IOException, MalformedMessageException {
        Json.expect(json.nextToken(), JsonToken.START_ARRAY, "an array of payloads");
        var payloads = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Json.expect(json.currentToken(), JsonToken.VALUE_STRING, "a payload string");
            payloads.add(json.getText());
        }
        return payloads;
    }
}
