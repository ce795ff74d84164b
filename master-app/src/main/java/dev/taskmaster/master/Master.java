package dev.taskmaster.master;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.embedded.EmbeddedBroker;
import dev.taskmaster.master.embedded.EmbeddedSettings;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.session.Assignment;
import dev.taskmaster.master.session.FutureTasks;
import dev.taskmaster.master.session.MappedJob;
import dev.taskmaster.master.session.OpenWork;
import dev.taskmaster.master.session.Session;
import dev.taskmaster.settings.ConnectionFile;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A master inside a program: hands tasks out to workers and gets their results back, by a broker that is there or one of its
 * own. Safe for use by many threads.
 *
 * <p>Every task that is submitted ends in one result, {@code ok} or failed. A handler may run more than once for a task, after
 * a crash or a retry; its answer counts once. Each piece of work below has a connection of its own; when the broker is lost it
 * ends with {@link dev.taskmaster.BrokerUnreachableException}, and a new one can be begun when the broker is back. At a pair of
 * brokers it goes on with the one that serves, and ends so when neither has for a minute.
 */
public final class Master implements AutoCloseable {

    private final Session session;
    private final @Nullable EmbeddedBroker broker;

    private Master(ConnectionSettings connection, Path workerCredentials, @Nullable EmbeddedBroker broker) {
        this.session = new Session(connection, queue -> workerCommand(workerCredentials, queue), new OpenWork());
        this.broker = broker;
    }

    /**
     * A master at a broker that is there.
     *
     * @throws dev.taskmaster.BrokerUnreachableException if no broker answers
     * @throws dev.taskmaster.AccessRefusedException if it refuses the user or the password
     */
    public static Master connect(ConnectionSettings connection) {
        var master = new Master(connection, Path.of("worker.properties"), null);
        // Whoever cannot log in hears it here.
        master.session.connect().close();
        return master;
    }

    /**
     * The same as a credentials file says it, such as {@code taskmaster-data/credentials/master.properties}.
     *
     * @throws dev.taskmaster.InvalidUseException if the file cannot be used
     */
    public static Master connect(Path credentials) {
        return connect(ConnectionFile.read(credentials));
    }

    /**
     * A master with a broker in this process, for workers on this machine. The first start in a directory makes users and
     * passwords there, in {@code credentials}; what was submitted is there again at the next start.
     *
     * @param data the broker's directory
     * @throws dev.taskmaster.InvalidUseException if the directory or port 61616 is in use or cannot be used
     */
    public static Master embedded(Path data) {
        return embedded(data, ConnectionSettings.DEFAULT_LISTEN);
    }

    /**
     * The same at another address.
     *
     * @param listen with port 0 the system chooses a free one at each start
     */
    public static Master embedded(Path data, HostPort listen) {
        var broker = EmbeddedBroker.start(new EmbeddedSettings(data, listen));
        return new Master(broker.connection(Role.MASTER), CredentialsFile.of(data, Role.WORKER.word()), broker);
    }

    /**
     * How a worker logs in at the broker in this process, from here or from elsewhere.
     *
     * @throws IllegalStateException if the broker is not in this process: then a worker has a credentials file
     */
    public ConnectionSettings workerConnection() {
        if (broker == null) {
            throw new IllegalStateException("the broker is not in this process: give the worker its credentials file");
        }
        return broker.connection(Role.WORKER);
    }

    /** Begins a session of single tasks on the default queue. */
    public Tasks tasks() {
        return tasks(TaskSettings.DEFAULT);
    }

    /** Begins a session of single tasks. */
    public Tasks tasks(TaskSettings settings) {
        return FutureTasks.start(session, settings.plan(madeUp("tasks")), settings.chunk());
    }

    /**
     * Sends each payload as a task and gives the results in the payloads' order. Nothing happens before the stream is read.
     * Payloads are read only as far ahead as the workers need and results are taken only as they are read, so either stream may
     * be without an end.
     *
     * @param payloads read on a thread of their own, and closed with the stream of results
     * @return to be read by one thread and closed; closing it early cancels the tasks that no worker has in hand
     */
    public Stream<Result> map(Stream<String> payloads, TaskSettings settings) {
        return mapped(settings).stream(payloads, true);
    }

    /** The same with results as they come; {@link Result#index()} tells of which payload, counted from 0. */
    public Stream<Result> mapUnordered(Stream<String> payloads, TaskSettings settings) {
        return mapped(settings).stream(payloads, false);
    }

    private MappedJob mapped(TaskSettings settings) {
        return new MappedJob(session, new Assignment(settings.plan(madeUp("map")), settings.chunk(), false, null));
    }

    /** A job with a name, to be run or to be gone on with. Nothing happens yet. */
    public Job job(JobName name, TaskSettings settings) {
        return new Job(session, settings.plan(name), settings.chunk(), false, null);
    }

    /** No two jobs may have one name, whoever made them. */
    private static JobName madeUp(String kind) {
        return new JobName(kind + "-" + UUID.randomUUID());
    }

    private static String workerCommand(Path credentials, QueueName queue) {
        return "worker --config " + credentials + (queue.equals(QueueName.DEFAULT) ? "" : " --queue " + queue);
    }

    /**
     * Ends what is open without waiting for results, and then the broker if it is in this process. Jobs with a name stop where
     * they are and can be gone on with; whoever wants the results of single tasks closes {@link Tasks} first. It takes some
     * seconds at most, or as long as a consumer of results is at work. Idempotent.
     */
    @Override
    public void close() {
        try {
            session.open().close();
        } finally {
            if (broker != null) {
                broker.close();
            }
        }
    }
}
