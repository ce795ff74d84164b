package dev.taskmaster.master.admin;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

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

    long slots() {
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
            to.writeStringField("since", worker.since().toString());
        }));
    }
}
