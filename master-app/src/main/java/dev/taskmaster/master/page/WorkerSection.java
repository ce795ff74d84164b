package dev.taskmaster.master.page;

import static dev.taskmaster.master.page.Grid.cell;

import dev.taskmaster.master.admin.WorkerState;
import dev.taskmaster.message.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** The workers that are connected, and those that were a while ago. Pure functions. */
final class WorkerSection {

    /** More than anybody reads; a page a second must stay small. */
    static final int MOST = 200;

    private static final List<Grid.Column> COLUMNS = List.of(
            Grid.Column.text("worker"),
            Grid.Column.text("address"),
            Grid.Column.text("queue"),
            Grid.Column.number("slots"),
            Grid.Column.number("running"),
            Grid.Column.number("done"),
            Grid.Column.number("failed"),
            Grid.Column.text("last seen"),
            Grid.Column.text("connected"));

    private WorkerSection() {}

    static void write(Markup to, Moment moment, ZoneId zone) {
        var workers = moment.overview().workers();
        var here = workers.workers();
        to.open("section", "aria-labelledby", "workers");
        to.element(
                "h1",
                "id",
                "workers",
                head -> head.text("Workers")
                        .element(
                                "small",
                                here.isEmpty()
                                        ? ""
                                        : Figures.count(here.size()) + " with "
                                                + Figures.count(workers.slots(), "slot", "slots")));
        if (here.isEmpty() && moment.gone().isEmpty()) {
            to.element(
                    "p",
                    "class",
                    "none",
                    text -> text.text("No worker is connected. ")
                            .element("code", "scripts/worker")
                            .text(" starts one."));
        } else {
            Grid.write(to, "Workers", COLUMNS, grid -> {
                here.stream().limit(MOST).forEach(worker -> present(grid, worker, moment, zone));
                moment.gone().stream()
                        .limit(Math.max(0, MOST - here.size()))
                        .forEach(worker -> gone(grid, worker, moment, zone));
            });
            Sections.more(to, here.size(), MOST, "master workers");
        }
        to.close("section");
    }

    private static void present(Grid grid, WorkerState worker, Moment moment, ZoneId zone) {
        var report = worker.report();
        row(
                grid,
                worker,
                "",
                report == null ? cell("connected") : ago(report.at(), moment, zone),
                ago(worker.since(), moment, zone));
    }

    private static void gone(Grid grid, Moment.Gone gone, Moment moment, ZoneId zone) {
        row(grid, gone.last(), "gone", ago(gone.since(), moment, zone), cell("gone"));
    }

    private static void row(
            Grid grid, WorkerState worker, String kind, Consumer<Markup> lastSeen, Consumer<Markup> connected) {
        var slots = worker.slots();
        grid.row(
                Sections.id("worker", worker.name() + " " + worker.address() + " " + worker.since()),
                kind,
                List.of(
                        cell(worker.name().isEmpty() ? Figures.UNKNOWN : worker.name()),
                        cell(worker.address()),
                        cell(worker.queue().isEmpty() ? Figures.UNKNOWN : worker.queue()),
                        slots == null ? cell(Figures.UNKNOWN) : cell(slots),
                        kind.isEmpty() ? running(worker) : cell(Figures.UNKNOWN),
                        said(worker, WorkerReport::done),
                        said(worker, WorkerReport::failed),
                        lastSeen,
                        connected));
    }

    private static Consumer<Markup> running(WorkerState worker) {
        var report = worker.report();
        if (report == null || report.longest() == null) {
            return said(worker, WorkerReport::running);
        }
        var small = report.longest().task() + " for "
                + Figures.span(report.longest().runs());
        return to -> to.text(Figures.count(report.running())).element("small", small);
    }

    private static Consumer<Markup> said(WorkerState worker, ToLongFunction<WorkerReport> what) {
        var report = worker.report();
        return report == null ? cell(Figures.UNKNOWN) : cell(what.applyAsLong(report));
    }

    /** A worker's clock may be ahead of this one. */
    private static Consumer<Markup> ago(Instant then, Moment moment, ZoneId zone) {
        var age = Duration.between(then, moment.at());
        return to -> to.open(
                        "time", "datetime", then.truncatedTo(ChronoUnit.SECONDS).toString(), "title", day(then, zone))
                .text(Figures.span(age) + " ago")
                .close("time");
    }

    private static String day(Instant then, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                ZonedDateTime.ofInstant(then.truncatedTo(ChronoUnit.SECONDS), zone));
    }
}
