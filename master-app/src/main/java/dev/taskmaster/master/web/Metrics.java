package dev.taskmaster.master.web;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * All that the metrics page shows: the broker's meters, Taskmaster's own series, and this process.
 *
 * @param registry writes the page
 */
record Metrics(PrometheusMeterRegistry registry, WebContent content, BoundedLook look) implements AutoCloseable {

    static Metrics of(WebContent content) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new MetricNames());
        var look = new BoundedLook(content.overview(), BoundedLook.PATIENCE);
        registry.getPrometheusRegistry().register(new TaskSeries(content.tasks(), look));
        new JvmMemoryMetrics().bindTo(registry);
        content.meters().add(registry);
        return new Metrics(registry, content, look);
    }

    /** Takes the broker's meters back. Idempotent. */
    @Override
    public void close() {
        content.meters().remove(registry);
        registry.close();
        look.close();
    }
}
