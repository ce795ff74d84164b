package dev.taskmaster.master.admin;

import java.util.Comparator;
import java.util.List;

/**
 * Taskmaster's queues.
 *
 * @param queues in the order of their names, those of tasks first
 */
public record QueueList(List<QueueState> queues) implements View {

    private static final Comparator<QueueState> ORDER =
            Comparator.comparing((QueueState queue) -> !queue.isOfTasks()).thenComparing(QueueState::name);

    /** Sorts them. */
    public QueueList {
        queues = queues.stream().sorted(ORDER).toList();
    }

    /** Those that hold tasks. */
    public List<QueueState> ofTasks() {
        return queues.stream().filter(QueueState::isOfTasks).toList();
    }

    /** How many messages wait in the queue of that name; 0 if there is none. */
    public long waiting(String name) {
        return queues.stream()
                .filter(queue -> queue.name().equals(name))
                .mapToLong(QueueState::waiting)
                .sum();
    }

    @Override
    public String table() {
        var table = new Table()
                .text("queue")
                .number("waiting")
                .number("delayed")
                .number("delivering")
                .number("consumers")
                .number("added")
                .number("acknowledged")
                .text("paused");
        for (var queue : queues) {
            table.row(
                    queue.name(),
                    queue.waiting(),
                    queue.delayed(),
                    queue.delivering(),
                    queue.consumers(),
                    queue.added(),
                    queue.acknowledged(),
                    queue.paused() ? "paused" : null);
        }
        return table.toString();
    }

    @Override
    public String json() {
        return JsonText.object(json -> JsonText.array(json, "queues", queues, (to, queue) -> {
            to.writeStringField("queue", queue.name());
            to.writeNumberField("waiting", queue.waiting());
            to.writeNumberField("delayed", queue.delayed());
            to.writeNumberField("delivering", queue.delivering());
            to.writeNumberField("consumers", queue.consumers());
            to.writeNumberField("added", queue.added());
            to.writeNumberField("acknowledged", queue.acknowledged());
            to.writeBooleanField("paused", queue.paused());
        }));
    }
}
