package dev.taskmaster.master.session;

import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.QueueName;
import java.util.function.Function;

/**
 * What every piece of work of a master inside a program needs. Each connects by itself, so that one that loses the broker
 * takes no other with it.
 *
 * @param connection how to reach the broker
 * @param workerCommand what a person types to start a worker for a queue
 * @param open what is open at the master
 */
public record Session(ConnectionSettings connection, Function<QueueName, String> workerCommand, OpenWork open) {

    /** Connects for a piece of work. */
    public JobBroker connect() {
        open.check();
        return JobBroker.connect(connection);
    }
}
