package dev.taskmaster.master.admin;

import dev.taskmaster.message.WorkerReport;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workers that are connected.
 *
 * @param workers in the order of their queues and names
 */
public record WorkerList(List<WorkerState> workers) implements View {

    /** Sorts them. */
    public WorkerList {
        workers = workers.stream()
                .sorted(Comparator.comparing(WorkerState::queue)
                        .thenComparing(WorkerState::name)
                        .thenComparing(WorkerState::address))
                .toList();
    }

    /** How many tasks they run at once, all together. */
    public long slots() {
        return workers.stream().mapToLong(WorkerState::room).sum();
    }

    @Override
    public String table() {
        var table = new Table()
                .text("worker")
                .text("address")
                .text("user")
                .text("queue")
                .number("slots")
                .number("consumers")
                .number("in hand")
                .number("running")
                .number("done")
                .number("failed")
                .text("last seen")
                .text("connected since");
        for (var worker : workers) {
            table.row(
                    worker.name(),
                    worker.address(),
                    worker.user(),
                    worker.queue(),
                    worker.slots(),
                    worker.consumers(),
                    worker.inHand(),
                    said(worker, WorkerReport::running),
                    said(worker, WorkerReport::done),
                    said(worker, WorkerReport::failed),
                    said(worker, report -> report.at().truncatedTo(ChronoUnit.SECONDS)),
                    worker.since().truncatedTo(ChronoUnit.SECONDS));
        }
        return table.toString();
    }

    @Override
    public String json() {
        return JsonText.object(json -> JsonText.array(json, "workers", workers, (to, worker) -> {
            to.writeStringField("worker", worker.name());
            to.writeStringField("address", worker.address());
            to.writeStringField("user", worker.user());
            to.writeStringField("queue", worker.queue());
            JsonText.number(to, "slots", worker.slots());
            to.writeNumberField("consumers", worker.consumers());
            to.writeNumberField("in_hand", worker.inHand());
            JsonText.number(to, "running", said(worker, WorkerReport::running));
            JsonText.number(to, "done", said(worker, WorkerReport::done));
            JsonText.number(to, "failed", said(worker, WorkerReport::failed));
            to.writeStringField("last_seen", said(worker, report -> report.at().toString()));
            to.writeStringField("longest_task", longest(worker, WorkerReport.Longest::task));
            JsonText.number(
                    to, "longest_ms", longest(worker, longest -> longest.runs().toMillis()));
            to.writeStringField("version", said(worker, WorkerReport::version));
            to.writeStringField("since", worker.since().toString());
        }));
    }

    private static <T> @Nullable T said(WorkerState worker, Function<WorkerReport, T> what) {
        var report = worker.report();
        return report == null ? null : what.apply(report);
    }

    private static <T> @Nullable T longest(WorkerState worker, Function<WorkerReport.Longest, T> what) {
        var longest = worker.report() == null ? null : worker.report().longest();
        return longest == null ? null : what.apply(longest);
    }
}
