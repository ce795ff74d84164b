package dev.taskmaster.worker.metrics;

import dev.taskmaster.command.Version;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.metrics.Series;
import dev.taskmaster.task.Reason;
import dev.taskmaster.worker.Worker;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.stream.Collectors;

/**
 * A worker's series at the moment of a scrape. Tasks count once the broker has their answers. Safe for use by many threads.
 *
 * @param worker what it is asked for
 * @param times of its handler
 */
public record WorkerSeries(Worker worker, HandlerTimes times) {

    /** All of them. */
    public MetricSnapshots collect() {
        var settings = worker.settings();
        return new Series()
                .info("taskmaster_build", "The version of this worker.", "version", Version.text())
                .info(
                        "taskmaster_worker",
                        "What this worker does, and where.",
                        "worker",
                        settings.name(),
                        "queue",
                        settings.queues().names().stream()
                                .map(Addresses::ofTasks)
                                .collect(Collectors.joining(",")),
                        "handler",
                        times.toString())
                .gauge("taskmaster_worker_connected", "Whether it is connected.", worker.isConnected() ? 1 : 0)
                .gauge("taskmaster_worker_slots", "Tasks that it can run at once.", settings.slots())
                .gauge("taskmaster_worker_slots_busy", "Slots that run tasks.", worker.busySlots())
                .gauge("taskmaster_worker_tasks_in_hand", "Tasks taken and not answered.", worker.inHand())
                .counter("taskmaster_worker_tasks_done", "Tasks answered with a result.", worker.done())
                .counter("taskmaster_worker_tasks_failed", "Tasks answered as failed, each attempt.", taker -> {
                    for (var reason : Reason.values()) {
                        taker.take(worker.failed(reason), "reason", reason.word());
                    }
                })
                .histogram("taskmaster_worker_handler_seconds", "Time in the handler, each task.", times.times())
                .process()
                .all();
    }
}
