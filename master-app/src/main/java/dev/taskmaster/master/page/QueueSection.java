package dev.taskmaster.master.page;

import static dev.taskmaster.master.page.Grid.bad;
import static dev.taskmaster.master.page.Grid.cell;

import dev.taskmaster.master.admin.QueueList;
import dev.taskmaster.master.admin.QueueState;
import dev.taskmaster.message.Addresses;
import java.util.List;

/** The queues in short; the console has the rest. Pure functions. */
final class QueueSection {

    private static final int MOST = 100;

    private static final List<Grid.Column> COLUMNS = List.of(
            Grid.Column.text("queue"),
            Grid.Column.number("waiting"),
            Grid.Column.number("in hand"),
            Grid.Column.number("consumers"),
            Grid.Column.text("state"));

    private QueueSection() {}

    static void write(Markup to, QueueList queues) {
        var shown = queues.queues().stream().filter(QueueSection::matters).toList();
        to.open("section", "aria-labelledby", "queues");
        to.element("h1", "id", "queues", head -> head.text("Queues").element("small", "in messages"));
        Grid.write(to, "Queues", COLUMNS, grid -> shown.stream().limit(MOST).forEach(queue -> row(grid, queue)));
        Sections.more(to, shown.size(), MOST, "master queues");
        to.element(
                "p",
                "class",
                "more",
                text -> text.text("Their messages are in the ")
                        .element("a", "href", "/console/", "console")
                        .text("."));
        to.close("section");
    }

    private static void row(Grid grid, QueueState queue) {
        boolean dead = queue.name().equals(Addresses.DEAD_LETTERS);
        grid.row(
                Sections.id("queue", queue.name()),
                "",
                List.of(
                        cell(queue.name()),
                        dead ? bad(queue.waiting()) : cell(queue.waiting()),
                        cell(queue.delivering()),
                        cell(queue.consumers()),
                        cell(queue.paused() ? "paused" : "")));
    }

    /** What a job's results do is seen at the job; the jobs' own states are no traffic. */
    private static boolean matters(QueueState queue) {
        return queue.isOfTasks()
                || queue.name().equals(Addresses.RESULTS)
                || queue.name().equals(Addresses.DEAD_LETTERS)
                || (queue.name().equals(Addresses.EXPIRED) && queue.waiting() > 0);
    }
}
