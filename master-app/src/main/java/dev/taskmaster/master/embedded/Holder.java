package dev.taskmaster.master.embedded;

import dev.taskmaster.task.JobName;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a data directory, as its lock file tells: a properties file for people and for the next start.
 *
 * @param pid the process, or null where the file did not say
 * @param started when the broker's process took the directory, or null where the file did not say
 * @param url where the broker listens, or null before it does
 * @param job the one job that the process runs, or null if it serves others
 */
record Holder(
        @Nullable String pid,
        @Nullable String started,
        @Nullable String url,
        @Nullable String job) {

    private static final String PID = "pid";
    private static final String STARTED = "started";
    private static final String URL = "url";
    private static final String JOB = "job";

    /** This process, before it listens. */
    static Holder starting(@Nullable JobName job) {
        var process = ProcessHandle.current();
        return new Holder(
                Long.toString(process.pid()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                null,
                job == null ? null : job.text());
    }

    /** The same holder, once it listens. */
    Holder listeningAt(String newUrl) {
        return new Holder(pid, started, newUrl, job);
    }

    /** Reads a text of any kind: what it does not say is null. */
    static Holder parse(String text) {
        var values = new Properties();
        try {
            values.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return new Holder(null, null, null, null);
        }
        return new Holder(
                values.getProperty(PID), values.getProperty(STARTED), values.getProperty(URL), values.getProperty(JOB));
    }

    /** The text for the file. */
    String text() {
        var text = new StringBuilder();
        if (pid != null) {
            text.append(PID).append('=').append(pid).append('\n');
        }
        if (started != null) {
            text.append(STARTED).append('=').append(started).append('\n');
        }
        if (url != null) {
            text.append(URL).append('=').append(url).append('\n');
        }
        if (job != null) {
            text.append(JOB).append('=').append(job).append('\n');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        if (pid == null) {
            return "another process";
        }
        var since = started == null ? "" : " since " + started;
        return "process " + pid + (url == null ? " (starting" : " (listening on " + url) + since + ")";
    }
}
