package dev.taskmaster.master.bench;

import java.util.Locale;

/** Writes a report as tables. */
final class ReportTable {

    private final StringBuilder text = new StringBuilder();

    private ReportTable() {}

    static String of(Report report) {
        var table = new ReportTable();
        var throughput = report.throughput();
        if (throughput != null) {
            table.line("%-20s %12s %12s %12s", "throughput", "tasks", "seconds", "tasks/s");
            table.line(
                    "%-20s %,12d %12.2f %,12.0f",
                    "empty tasks", throughput.tasks(), Spans.seconds(throughput.wall()), throughput.perSecond());
        }
        var latency = report.latency();
        if (latency != null) {
            table.gap();
            table.line("%-20s %12s %12s %12s %12s %12s", "latency", "tasks", "p50 ms", "p95 ms", "p99 ms", "most ms");
            table.line(
                    "%-20s %,12d %12.2f %12.2f %12.2f %12.2f",
                    "one at a time",
                    latency.tasks(),
                    Spans.millis(latency.p50()),
                    Spans.millis(latency.p95()),
                    Spans.millis(latency.p99()),
                    Spans.millis(latency.most()));
        }
        if (!report.efficiencies().isEmpty()) {
            table.gap();
            table.line(
                    "%-20s %12s %12s %12s %12s %12s", "efficiency", "tasks", "ideal s", "seconds", "handlers", "ideal");
            for (var row : report.efficiencies()) {
                table.line(
                        "%-20s %,12d %12.2f %12.2f %12.3f %12.3f",
                        row.load(),
                        row.tasks(),
                        Spans.seconds(row.work()) / row.slots(),
                        Spans.seconds(row.wall()),
                        row.ofHandlers(),
                        row.ofWork());
            }
        }
        return table.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void gap() {
        if (!text.isEmpty()) {
            text.append('\n');
        }
    }
}
