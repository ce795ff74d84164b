package dev.taskmaster.master.admin;

import java.util.Comparator;
import java.util.List;

/**
 * The jobs that the broker knows, finished ones too while they are remembered.
 *
 * @param jobs in the order of their names
 */
public record JobList(List<JobState> jobs) implements View {

    /** Sorts them. */
    public JobList {
        jobs = jobs.stream()
                .sorted(Comparator.comparing(job -> job.job().text()))
                .toList();
    }

    long count(JobState.Phase phase) {
        return jobs.stream().filter(job -> job.phase() == phase).count();
    }

    long out() {
        return jobs.stream().mapToLong(JobState::out).sum();
    }

    @Override
    public String table() {
        var table = new Table()
                .text("job")
                .text("queue")
                .text("state")
                .number("submitted")
                .number("ok")
                .number("error")
                .number("timeout")
                .number("crash")
                .number("out")
                .text("complete");
        for (var job : jobs) {
            table.row(
                    job.job(),
                    job.queue(),
                    job.phase().word(),
                    job.submitted(),
                    job.tally().ok(),
                    job.tally().error(),
                    job.tally().timeout(),
                    job.tally().crash(),
                    job.out(),
                    job.complete() ? "yes" : "no");
        }
        return table.toString();
    }

    @Override
    public String json() {
        return JsonText.object(json -> JsonText.array(json, "jobs", jobs, (to, job) -> {
            to.writeStringField("job", job.job().text());
            to.writeStringField(
                    "queue", job.queue() == null ? null : job.queue().text());
            to.writeStringField("state", job.phase().word());
            to.writeNumberField("submitted", job.submitted());
            to.writeNumberField("ok", job.tally().ok());
            to.writeNumberField("error", job.tally().error());
            to.writeNumberField("timeout", job.tally().timeout());
            to.writeNumberField("crash", job.tally().crash());
            to.writeNumberField("out", job.out());
            to.writeBooleanField("complete", job.complete());
        }));
    }
}
