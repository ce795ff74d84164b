package dev.taskmaster.master.embedded;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.master.tls.TlsWish;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.task.JobName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an embedded broker keeps its data and where it listens.
 *
 * @param data the data directory; made at the first start
 * @param listen with port 0 the system chooses a free one at each start
 * @param job the one job that the process runs, or {@code null} if it serves others: who runs it twice is told so
 * @param metered whether the broker keeps meters
 * @param tls how it is to speak TLS, or {@code null} if it is not
 * @param stomp where it speaks STOMP too, or {@code null} if it does not; with port 0 the system chooses one
 * @param pair its part in a pair of brokers, or {@code null} if it is alone
 */
public record EmbeddedSettings(
        Path data,
        HostPort listen,
        @Nullable JobName job,
        boolean metered,
        @Nullable TlsWish tls,
        @Nullable HostPort stomp,
        @Nullable Pair pair) {

    private static final String DATA = "data";
    private static final String LISTEN = "listen";
    private static final String STOMP = "stomp";
    private static final String INSECURE = "insecure";

    /** For a broker that serves others. */
    public EmbeddedSettings(Path data, HostPort listen) {
        this(data, listen, null, false, null, null, null);
    }

    /** The same for a process that runs one job. */
    public EmbeddedSettings withJob(JobName newJob) {
        return new EmbeddedSettings(data, listen, newJob, metered, tls, stomp, pair);
    }

    /** The same with meters. */
    public EmbeddedSettings withMeters() {
        return new EmbeddedSettings(data, listen, job, true, tls, stomp, pair);
    }

    /** The same with TLS. */
    public EmbeddedSettings withTls(TlsWish newTls) {
        return new EmbeddedSettings(data, listen, job, metered, newTls, stomp, pair);
    }

    /** The same with STOMP. */
    public EmbeddedSettings withStomp(HostPort newStomp) {
        return new EmbeddedSettings(data, listen, job, metered, tls, newStomp, pair);
    }

    /** The same as one of a pair. */
    public EmbeddedSettings withPair(Pair newPair) {
        return new EmbeddedSettings(data, listen, job, metered, tls, stomp, newPair);
    }

    /**
     * Reads {@code data}, {@code listen}, {@code stomp} and what is said about TLS; what is wrong becomes a problem of the reader.
     * Without them it is {@link CredentialsFile#DEFAULT_DATA} and {@link ConnectionSettings#DEFAULT_LISTEN}. Other
     * machines may reach it with TLS alone, unless {@code insecure} says otherwise.
     */
    public static EmbeddedSettings read(SettingsReader reader) {
        var listen = reader.hostPort(LISTEN).orElse(ConnectionSettings.DEFAULT_LISTEN);
        var stomp = reader.hostPort(STOMP);
        var tls = TlsWish.read(reader);
        if (!reader.flag(INSECURE) && tls.isEmpty()) {
            checkLoopback(reader, LISTEN, listen);
            stomp.ifPresent(place -> checkLoopback(reader, STOMP, place));
        }
        if (listen.port() != 0 && stomp.filter(listen::equals).isPresent()) {
            reader.problem(STOMP, "must be another place than that of --listen");
        }
        return new EmbeddedSettings(
                reader.value(DATA, Path::of).orElse(CredentialsFile.DEFAULT_DATA),
                listen,
                null,
                false,
                tls.orElse(null),
                stomp.orElse(null),
                null);
    }

    /** The same, and {@code ha} and {@code peer}: for a command whose broker may be one of a pair. */
    public static EmbeddedSettings readWithPair(SettingsReader reader) {
        var settings = read(reader);
        return Pair.read(reader, settings.listen()).map(settings::withPair).orElse(settings);
    }

    private static void checkLoopback(SettingsReader reader, String key, HostPort place) {
        if (!place.isLoopback()) {
            reader.problem(
                    key,
                    "must be 127.0.0.1, localhost or [::1], because passwords would travel as they are: add --tls, or"
                            + " --insecure for a network that you trust");
        }
    }
}
