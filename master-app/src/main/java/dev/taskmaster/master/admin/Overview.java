package dev.taskmaster.master.admin;

import dev.taskmaster.message.Addresses;
import dev.taskmaster.settings.Durations;
import java.time.Duration;
import java.util.Locale;

/**
 * A broker at a glance.
 *
 * @param url where it answers
 * @param version of Artemis
 * @param uptime since it started
 * @param queues what it holds
 * @param jobs that it knows
 * @param workers that are connected
 */
public record Overview(String url, String version, Duration uptime, QueueList queues, JobList jobs, WorkerList workers)
        implements View {

    private long paused() {
        return queues.ofTasks().stream().filter(QueueState::paused).count();
    }

    private long waiting() {
        return queues.ofTasks().stream().mapToLong(QueueState::waiting).sum();
    }

    private long delivering() {
        return queues.ofTasks().stream().mapToLong(QueueState::delivering).sum();
    }

    private long unfinished() {
        return jobs.jobs().size() - finished();
    }

    private long finished() {
        return jobs.count(JobState.Phase.FINISHED);
    }

    @Override
    public String table() {
        return line("broker", "%s: Artemis %s, up %s", url, version, Durations.format(uptime))
                + line("task queues", "%,d, %,d paused", queues.ofTasks().size(), paused())
                + line("workers", "%,d with %,d slots", workers.workers().size(), workers.slots())
                + line("jobs", "%,d running, %,d finished", unfinished(), finished())
                + line("tasks", "%,d out", jobs.out())
                + line("messages", "%,d waiting, %,d in hand", waiting(), delivering())
                + line("dead letters", "%,d", queues.waiting(Addresses.DEAD_LETTERS));
    }

    private static String line(String what, String format, Object... values) {
        return String.format(Locale.ROOT, "%-14s", what) + String.format(Locale.ROOT, format, values) + "\n";
    }

    @Override
    public String json() {
        return JsonText.object(json -> {
            json.writeStringField("url", url);
            json.writeStringField("version", version);
            json.writeNumberField("uptime_ms", uptime.toMillis());
            json.writeNumberField("task_queues", queues.ofTasks().size());
            json.writeNumberField("paused", paused());
            json.writeNumberField("workers", workers.workers().size());
            json.writeNumberField("slots", workers.slots());
            json.writeNumberField("jobs_running", unfinished());
            json.writeNumberField("jobs_finished", finished());
            json.writeNumberField("tasks_out", jobs.out());
            json.writeNumberField("messages_waiting", waiting());
            json.writeNumberField("messages_in_hand", delivering());
            json.writeNumberField("dead_letters", queues.waiting(Addresses.DEAD_LETTERS));
        });
    }
}
