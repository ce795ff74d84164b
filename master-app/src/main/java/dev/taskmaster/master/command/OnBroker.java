package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.StopSignals;
import dev.taskmaster.log.LogFields;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.task.JobName;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of a command on its broker and ends it in order when a signal comes.
 *
 * @param broker the one to open
 */
record OnBroker(BrokerAccess.Choice broker) {

    private static final Logger log = LoggerFactory.getLogger(OnBroker.class);

    /** What a command does with its broker; it asks now and then whether it is told to stop. */
    interface Work {
        ExitStatus on(JobBroker jobs, BrokerAccess access, BooleanSupplier toldToStop) throws InterruptedException;
    }

    static OnBroker of(BrokerAccess.Choice broker) {
        return new OnBroker(broker);
    }

    /** Opens the broker, does the work for a job, closes the broker, and answers with the status to end with. */
    int run(JobName job, Work work) {
        var signals = StopSignals.caught();
        try (var access = broker.forJob(job).open();
                var jobs = JobBroker.connect(access.connection())) {
            return on(job, jobs, access, signals, work);
        } catch (InterruptedException e) {
            log.info("stopped; the same command with --job {} goes on with it", job);
            return signals.status();
        }
    }

    /** Not before the broker has started: it is there for other jobs too, and its threads would have the field for life. */
    private static int on(JobName job, JobBroker jobs, BrokerAccess access, StopSignals signals, Work work)
            throws InterruptedException {
        var fields = LogFields.of(LogFields.JOB, job);
        try {
            return work.on(jobs, access, signals::came).code();
        } finally {
            fields.close();
        }
    }
}
