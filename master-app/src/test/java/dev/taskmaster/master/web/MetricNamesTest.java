package dev.taskmaster.master.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;

class MetricNamesTest {

    @Test
    void a_count_is_named_by_what_it_counts() {
        assertThat(named("artemis.message.count")).isEqualTo("artemis.messages");
        assertThat(named("artemis.delivering.durable.message.count")).isEqualTo("artemis.delivering.durable.messages");
    }

    @Test
    void every_other_name_stays() {
        assertThat(named("artemis.messages.added")).isEqualTo("artemis.messages.added");
        assertThat(named("artemis.counter")).isEqualTo("artemis.counter");
    }

    private static String named(String name) {
        return new MetricNames()
                .map(new Meter.Id(name, Tags.empty(), null, null, Meter.Type.GAUGE))
                .getName();
    }
}
