package dev.taskmaster.master.admin;

import java.util.List;

/**
 * Failed tasks, the oldest first.
 *
 * @param failed as many as were asked for
 * @param more whether there are others behind them
 */
public record FailedList(List<FailedTask> failed, boolean more) implements View {

    private static final int WIDEST = 50;

    /** Keeps its own copy. */
    public FailedList {
        failed = List.copyOf(failed);
    }

    @Override
    public String table() {
        var table = new Table()
                .text("job")
                .number("index")
                .number("attempts")
                .text("reason")
                .text("message", WIDEST)
                .text("task", WIDEST);
        for (var task : failed) {
            table.row(task.job(), task.index(), task.attempts(), task.reason(), task.message(), task.task());
        }
        return more ? table + "... and more: --limit shows them\n" : table.toString();
    }

    @Override
    public String json() {
        return JsonText.object(json -> {
            JsonText.array(json, "failed", failed, (to, task) -> {
                to.writeStringField("job", task.job());
                JsonText.number(to, "index", task.index());
                JsonText.number(to, "attempts", task.attempts());
                to.writeStringField("reason", task.reason());
                to.writeStringField("message", task.message());
                to.writeStringField("task", task.task());
            });
            json.writeBooleanField("more", more);
        });
    }
}
