package dev.taskmaster.worker.command;

import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.SettingsReader;
import org.jspecify.annotations.Nullable;

/** Where a worker's metrics are. */
final class MetricsOption {

    private static final String METRICS = "metrics";
    private static final String OFF = "off";

    private static final String RULE = "must be off, or HOST:PORT with HOST one of 127.0.0.1, localhost, [::1]"
            + " (the way there from elsewhere is a tunnel: ssh -L 9161:127.0.0.1:9161 HOST)";

    private MetricsOption() {}

    /** Reads it; {@code null} for none. What others can reach becomes a problem of the reader: nothing is encrypted there. */
    static @Nullable HostPort read(SettingsReader reader) {
        return reader.text(METRICS).filter(OFF::equals).isPresent()
                ? null
                : reader.value(METRICS, MetricsOption::parse).orElse(null);
    }

    private static HostPort parse(String text) {
        HostPort place;
        try {
            place = HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RULE, e);
        }
        if (!place.isLoopback()) {
            throw new IllegalArgumentException(RULE);
        }
        return place;
    }
}
