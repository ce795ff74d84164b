package dev.taskmaster.master.embedded;

import dev.taskmaster.credentials.CredentialsFile;
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
 */
public record EmbeddedSettings(
        Path data, HostPort listen, @Nullable JobName job, boolean metered) {

    private static final String DATA = "data";
    private static final String LISTEN = "listen";

    /** For a broker that serves others. */
    public EmbeddedSettings(Path data, HostPort listen) {
        this(data, listen, null, false);
    }

    /** The same for a process that runs one job. */
    public EmbeddedSettings withJob(JobName newJob) {
        return new EmbeddedSettings(data, listen, newJob, metered);
    }

    /** The same with meters. */
    public EmbeddedSettings withMeters() {
        return new EmbeddedSettings(data, listen, job, true);
    }

    /**
     * Reads {@code data} and {@code listen}; what is wrong becomes a problem of the reader. Without them it is
     * {@link CredentialsFile#DEFAULT_DATA} and {@link ConnectionSettings#DEFAULT_LISTEN}.
     */
    public static EmbeddedSettings read(SettingsReader reader) {
        return new EmbeddedSettings(
                reader.value(DATA, Path::of).orElse(CredentialsFile.DEFAULT_DATA),
                reader.hostPort(LISTEN).orElse(ConnectionSettings.DEFAULT_LISTEN));
    }
}
