package dev.taskmaster.master.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.regex.Pattern;

/**
 * Names after Prometheus' conventions, in which {@code _count} belongs to histograms: {@code artemis.message.count} becomes
 * {@code artemis.messages}. Source: the checks of {@code promtool check metrics}.
 */
final class MetricNames implements MeterFilter {

    private static final Pattern COUNT = Pattern.compile("\\.count$");

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.withName(COUNT.matcher(id.getName()).replaceFirst("s"));
    }
}
