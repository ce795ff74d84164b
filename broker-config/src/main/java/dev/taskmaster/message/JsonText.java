package dev.taskmaster.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A text as a JSON string on one line. Pure functions, safe for use by many threads. */
public final class JsonText {

    private JsonText() {}

    /** The JSON string of a text; it has no line break. */
    public static String encode(String text) {
        return Json.write(json -> json.writeString(text));
    }

    /**
     * The text of a JSON string.
     *
     * @throws MalformedMessageException if it is none
     */
    public static String decode(String json) throws MalformedMessageException {
        return Json.read("text", json, JsonText::text);
    }

    private static String text(JsonParser json) throws IOException, MalformedMessageException {
        Json.expect(json.nextToken(), JsonToken.VALUE_STRING, "a string");
        return json.getText();
    }
}
