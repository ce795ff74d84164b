package dev.taskmaster.master.embedded;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import org.apache.activemq.artemis.core.server.metrics.ActiveMQMetricsPlugin;

/** Tells Artemis where to register its meters, one set a queue. */
final class MeterPlugin implements ActiveMQMetricsPlugin {

    private final transient CompositeMeterRegistry meters;

    MeterPlugin(CompositeMeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public ActiveMQMetricsPlugin init(Map<String, String> options) {
        return this;
    }

    @Override
    public MeterRegistry getRegistry() {
        return meters;
    }
}
