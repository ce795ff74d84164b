package dev.taskmaster.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reading and writing of JSON text with the limits of this contract. */
final class Json {

    /** Jackson's own limit of 20 million characters a string is below a line that Taskmaster takes. */
    private static final int LONGEST_STRING = Integer.MAX_VALUE;

    /** An outcome is an object in an array; what a newer worker adds may nest, but not without end. */
    private static final int DEEPEST = 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_STRING)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private Json() {}

    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    interface Reading<T> {
        T from(JsonParser json) throws IOException, MalformedMessageException;
    }

    static String write(Writing writing) {
        // Unlike java.io's writer it takes no lock for each piece, and its buffers are used again.
        var text = new SegmentedStringWriter(FACTORY._getBufferRecycler());
        try (var json = FACTORY.createGenerator(text)) {
            writing.to(json);
            json.flush();
            return text.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    static <T> T read(String what, String body, Reading<T> reading) throws MalformedMessageException {
        try (var json = FACTORY.createParser(body)) {
            var value = reading.from(json);
            if (json.nextToken() != null) {
                throw new MalformedMessageException("the body of a " + what + " message goes on after its array");
            }
            return value;
        } catch (IOException e) {
            throw new MalformedMessageException("the body of a " + what + " message is not JSON: " + firstLine(e), e);
        }
    }

    static void expect(@Nullable JsonToken found, JsonToken wanted, String what) throws MalformedMessageException {
        if (found != wanted) {
            throw new MalformedMessageException("expected " + what + ", found " + (found == null ? "the end" : found));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
