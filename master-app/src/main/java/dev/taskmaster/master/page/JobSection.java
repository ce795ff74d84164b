package dev.taskmaster.master.page;

import static dev.taskmaster.master.page.Grid.bad;
import static dev.taskmaster.master.page.Grid.cell;

import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.QueueName;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The jobs: those that run with all there is to see, those that are finished in a line each. Pure functions. */
final class JobSection {

    /** More than anybody reads; a page a second must stay small. */
    static final int MOST = 100;

    private static final List<Grid.Column> COLUMNS = List.of(
            Grid.Column.text("job"),
            Grid.Column.text("queue"),
            Grid.Column.text("done"),
            Grid.Column.number("tasks"),
            Grid.Column.number("ok"),
            Grid.Column.number("failed"),
            Grid.Column.text("by reason"));

    private JobSection() {}

    static void write(Markup to, Moment moment, ZoneId zone) {
        var running = moment.jobs().stream().filter(job -> !job.finished()).toList();
        to.open("section", "aria-labelledby", "jobs");
        to.element("h1", "id", "jobs", "Jobs");
        if (running.isEmpty()) {
            to.element(
                    "p",
                    "class",
                    "none",
                    text -> text.text("No job is running. ")
                            .element("code", "scripts/master run")
                            .text(" starts one."));
        }
        running.stream().limit(MOST).forEach(job -> card(to, job, moment, zone));
        Sections.more(to, running.size(), MOST, "master jobs");
        to.close("section");
        finished(to, moment.jobs().stream().filter(Moment.Job::finished).toList());
    }

    private static void card(Markup to, Moment.Job job, Moment moment, ZoneId zone) {
        var state = job.state();
        var name = state.job().text();
        to.open("article", "id", Sections.id("job", name), "class", "job");
        to.element(
                "header",
                header -> header.element("h2", name)
                        .element(
                                "span",
                                "class",
                                "state " + state.phase().word(),
                                state.phase().word())
                        .element("span", "class", "queue", "queue " + queue(state)));
        to.element("div", "class", "bar", bar -> {
            progress(bar, state);
            bar.element("strong", "class", "percent", percent(state));
        });
        to.element("p", "class", "so-far", soFar(state));
        to.element("dl", list -> {
            figure(list, "ok", Figures.count(state.tally().ok()));
            figure(list, state.tally().failed() > 0 ? "failed bad" : "failed", "failed", failed(state.tally()));
            figure(list, "out", Figures.count(state.out()));
            figure(list, "rate", Figures.perSecond(job.rate().perSecond()));
            figure(list, "end", end(job, moment, zone));
        });
        to.close("article");
    }

    private static void finished(Markup to, List<Moment.Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        to.open("section", "aria-labelledby", "finished");
        to.element("h1", "id", "finished", "Finished jobs");
        Grid.write(
                to, "Finished jobs", COLUMNS, grid -> jobs.stream().limit(MOST).forEach(job -> row(grid, job)));
        Sections.more(to, jobs.size(), MOST, "master jobs");
        to.close("section");
    }

    private static void row(Grid grid, Moment.Job job) {
        var state = job.state();
        Consumer<Markup> bar = to -> {
            progress(to, state);
            to.element("span", "class", "percent", percent(state));
        };
        grid.row(
                Sections.id("finished", state.job().text()),
                "",
                List.of(
                        cell(state.job().text()),
                        cell(queue(state)),
                        bar,
                        cell(state.submitted()),
                        cell(state.tally().ok()),
                        bad(state.tally().failed()),
                        cell(reasons(state.tally()))));
    }

    private static void progress(Markup to, JobState state) {
        long ended = state.tally().ended();
        to.open(
                        "progress",
                        "max",
                        Long.toString(Math.max(1, state.submitted())),
                        "value",
                        Long.toString(Math.min(ended, state.submitted())),
                        "aria-label",
                        "job " + state.job() + ": " + soFar(state))
                .close("progress");
    }

    private static String percent(JobState state) {
        return state.phase() == JobState.Phase.FINISHED
                ? Figures.percent(1, 1)
                : Figures.percent(state.tally().ended(), state.submitted());
    }

    private static String soFar(JobState state) {
        var done = Figures.count(state.tally().ended()) + " of " + Figures.count(state.submitted(), "task", "tasks");
        return state.complete() ? done : done + " submitted so far: the end of the input is not read yet";
    }

    private static void figure(Markup to, String name, String value) {
        figure(to, name, name, value);
    }

    private static void figure(Markup to, String kind, String name, String value) {
        to.element(
                "div",
                "class",
                "figure " + kind,
                pair -> pair.element("dt", name).element("dd", value));
    }

    private static String failed(Tally tally) {
        var reasons = reasons(tally);
        return Figures.count(tally.failed()) + (reasons.isEmpty() ? "" : ": " + reasons);
    }

    private static String reasons(Tally tally) {
        var reasons = new ArrayList<String>();
        reason(reasons, "error", tally.error());
        reason(reasons, "timeout", tally.timeout());
        reason(reasons, "crash", tally.crash());
        return String.join(", ", reasons);
    }

    private static void reason(List<String> to, String reason, long count) {
        if (count > 0) {
            to.add(Figures.count(count) + " " + reason);
        }
    }

    private static String end(Moment.Job job, Moment moment, ZoneId zone) {
        var left = job.left();
        if (left == null) {
            return Figures.UNKNOWN;
        }
        return "in " + Figures.span(left) + ", "
                + Sections.TIME.format(moment.at().plus(left).atZone(zone));
    }

    private static String queue(JobState state) {
        QueueName queue = state.queue();
        return queue == null ? Figures.UNKNOWN : queue.text();
    }
}
