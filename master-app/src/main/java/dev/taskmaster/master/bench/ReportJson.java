package dev.taskmaster.master.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a report as JSON; what was not asked for is left out. Scripts rely on the names. */
final class ReportJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ReportJson() {}

    static String of(Report report) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("slots", report.slots());
            json.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
            json.writeStringField("java", Runtime.version().toString());
            if (report.throughput() != null) {
                write(json, report.throughput());
            }
            if (report.latency() != null) {
                write(json, report.latency());
            }
            if (!report.efficiencies().isEmpty()) {
                json.writeArrayFieldStart("efficiency");
                for (var efficiency : report.efficiencies()) {
                    write(json, efficiency);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Throughput throughput) throws IOException {
        json.writeObjectFieldStart("throughput");
        json.writeNumberField("tasks", throughput.tasks());
        json.writeNumberField("seconds", Spans.seconds(throughput.wall()));
        json.writeNumberField("tasks_per_second", throughput.perSecond());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Latency latency) throws IOException {
        json.writeObjectFieldStart("latency");
        json.writeNumberField("tasks", latency.tasks());
        json.writeNumberField("p50_ms", Spans.millis(latency.p50()));
        json.writeNumberField("p95_ms", Spans.millis(latency.p95()));
        json.writeNumberField("p99_ms", Spans.millis(latency.p99()));
        json.writeNumberField("most_ms", Spans.millis(latency.most()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Efficiency efficiency) throws IOException {
        json.writeStartObject();
        json.writeStringField("load", efficiency.load());
        json.writeNumberField("tasks", efficiency.tasks());
        json.writeNumberField("ideal_seconds", Spans.seconds(efficiency.work()) / efficiency.slots());
        json.writeNumberField("seconds", Spans.seconds(efficiency.wall()));
        json.writeNumberField("handler_seconds", Spans.seconds(efficiency.handler()));
        json.writeNumberField("efficiency", efficiency.ofHandlers());
        json.writeNumberField("ideal_efficiency", efficiency.ofWork());
        json.writeEndObject();
    }
}
