package dev.taskmaster.master.command;

import dev.taskmaster.TaskmasterException;
import dev.taskmaster.doctor.Diagnosis;
import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.master.admin.QueueState;
import dev.taskmaster.master.admin.WorkerState;
import dev.taskmaster.master.jms.AdminBroker;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.WorkerReport;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.QueueName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A doctor's visit to a broker that answers.
 *
 * @param diagnosis where the findings go
 * @param clock of this machine
 * @param version of this program
 */
record Visit(Diagnosis diagnosis, Clock clock, String version) {

    /** A task's time limit and a delay do not mind it; more confuses who reads logs, and ends certificates too early. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    /** A worker says how it stands at least so often, when all goes well, and a little later on a busy machine. */
    private static final Duration REPORT_AGE = Duration.ofSeconds(30);

    private static final String CLIENT_ID = "doctor/";

    void to(ConnectionSettings connection) {
        var id = CLIENT_ID + ProcessHandle.current().pid() + "/" + clock.millis();
        var before = clock.instant();
        try (var broker = AdminBroker.connect(connection, id)) {
            var after = clock.instant();
            diagnosis.ok("login", connection + " is let in");
            var overview = broker.overview();
            diagnosis.ok("broker", "Artemis " + overview.version() + ", up " + Durations.format(overview.uptime()));
            broker.isInStep().ifPresent(this::pair);
            broker.connectedAt(id).ifPresent(there -> clock(before, there, after));
            rights(connection);
            workers(overview);
            queues(overview);
        } catch (TaskmasterException e) {
            diagnosis.fail("login", e);
        }
    }

    private void pair(boolean inStep) {
        if (inStep) {
            diagnosis.ok("pair", "both brokers have all of the data");
        } else {
            diagnosis.warn(
                    "pair",
                    "the broker that serves is the only one that has its data: start the other one, or wait until it has"
                            + " fetched that");
        }
    }

    private void clock(Instant before, Instant there, Instant after) {
        var difference = there.isBefore(before)
                ? Duration.between(there, before)
                : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        if (difference.compareTo(CLOCK_TOLERANCE) > 0) {
            diagnosis.warn(
                    "clock",
                    "the broker's is " + Durations.format(difference)
                            + (there.isBefore(before) ? " behind" : " ahead of") + " this one: set both by NTP");
        } else {
            diagnosis.ok("clock", "the broker's agrees with this one");
        }
    }

    /** Who makes a task queue may send to it: the rights for that stand together in broker.xml. */
    private void rights(ConnectionSettings connection) {
        var probe = new QueueName("doctor-" + ProcessHandle.current().pid());
        try (var jobs = JobBroker.connect(connection)) {
            jobs.makeQueue(probe);
            jobs.removeUnusedQueue(probe);
            diagnosis.ok(
                    "rights",
                    "\"" + connection.user() + "\" may look at the broker and its jobs, and make task queues");
        } catch (TaskmasterException e) {
            diagnosis.fail("rights", e);
        }
    }

    private void workers(Overview overview) {
        var workers = overview.workers().workers();
        if (workers.isEmpty()) {
            diagnosis.warn("workers", "none is connected: start one with \"worker --config worker.properties\"");
        }
        workers.forEach(this::worker);
    }

    private void worker(WorkerState worker) {
        var check = "worker";
        var name = worker.name() + " on " + (worker.queue().isEmpty() ? "no queue yet" : worker.queue());
        var report = worker.report();
        if (report == null) {
            diagnosis.ok(check, name + " says nothing of itself");
            return;
        }
        var apart = apart(report);
        if (!apart.isEmpty()) {
            diagnosis.warn(check, name + apart);
        } else if (!version.equals(report.version())) {
            diagnosis.warn(
                    check,
                    name + " is version " + (report.version() == null ? "unknown" : report.version()) + ", this is "
                            + version + ": bring both to one version");
        } else {
            diagnosis.ok(check, name + ", version " + report.version() + ", its clock agrees with this one");
        }
    }

    /** A report tells the time at its worker, and is some seconds old when it is read. */
    private String apart(WorkerReport report) {
        var age = Duration.between(report.at(), clock.instant());
        if (age.plus(CLOCK_TOLERANCE).isNegative()) {
            return "'s clock is " + Durations.format(age.negated()) + " ahead of this one: set both by NTP";
        }
        return age.compareTo(REPORT_AGE) > 0
                ? " was last seen " + Durations.format(age)
                        + " ago by its own clock: it is stuck, or its clock is behind"
                : "";
    }

    private void queues(Overview overview) {
        var paused = overview.queues().ofTasks().stream()
                .filter(QueueState::paused)
                .map(QueueState::name)
                .toList();
        if (!paused.isEmpty()) {
            diagnosis.warn("queues", "paused: " + String.join(", ", paused) + "; \"master resume\" lets them go on");
        }
        long dead = overview.queues().waiting(Addresses.DEAD_LETTERS);
        if (dead > 0) {
            diagnosis.warn("dead letters", dead + ": \"master failed\" shows why");
        } else {
            diagnosis.ok("dead letters", "none");
        }
    }
}
