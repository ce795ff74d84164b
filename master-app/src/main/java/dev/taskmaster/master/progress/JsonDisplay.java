package dev.taskmaster.master.progress;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** One JSON object a line. Scripts rely on the names. */
final class JsonDisplay implements Display {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double MILLIS = 1_000;

    private final PrintStream stream;

    JsonDisplay(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void show(Progress progress) {
        stream.println(text(progress));
        stream.flush();
    }

    @Override
    public void end(Progress progress) {
        show(progress);
    }

    static String text(Progress progress) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("job", progress.job().text());
            json.writeNumberField("submitted", progress.submitted());
            json.writeNumberField("ok", progress.ok());
            json.writeNumberField("failed", progress.failed());
            json.writeNumberField("running", progress.running());
            if (progress.left() == null) {
                json.writeNullField("left");
            } else {
                json.writeNumberField("left", progress.left());
            }
            json.writeNumberField("rate_per_s", Math.round(progress.perSecond() * 10) / 10.0);
            if (progress.toEnd() == null) {
                json.writeNullField("eta_s");
            } else {
                json.writeNumberField("eta_s", progress.toEnd().toSeconds());
            }
            json.writeNumberField("slots", progress.slots());
            json.writeNumberField("elapsed_s", progress.elapsed().toMillis() / MILLIS);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }
}
