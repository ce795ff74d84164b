package dev.taskmaster.master.jms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the lists that the broker's management answers with: objects in an array, which may be the field of an object. Some
 * of its lists hold numbers as texts, so all values are read as texts. The values of an object within such an object are
 * read too, under both names with a dot between them; what nests deeper is passed over. Pure functions.
 */
final class FlatJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private FlatJson() {}

    /**
     * The fields of each object of the first array.
     *
     * @throws IllegalArgumentException if the text is no such list
     */
    static List<Map<String, String>> objects(String text) {
        var objects = new ArrayList<Map<String, String>>();
        try (var json = JSON.createParser(text)) {
            var token = json.nextToken();
            while (token != null && token != JsonToken.START_ARRAY) {
                token = json.nextToken();
            }
            if (token == null) {
                throw new IllegalArgumentException("a list of the broker's management must have an array");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                objects.add(fields(json));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("a list of the broker's management must be JSON", e);
        }
        return objects;
    }

    private static Map<String, String> fields(JsonParser json) throws IOException {
        var fields = new HashMap<String, String>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    var inner = json.currentName();
                    json.nextToken();
                    put(fields, name + "." + inner, json);
                }
            } else {
                put(fields, name, json);
            }
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, JsonParser json) throws IOException {
        if (json.currentToken().isScalarValue()) {
            fields.put(name, json.getText());
        } else {
            json.skipChildren();
        }
    }
}
