package dev.taskmaster.master.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final JobPlan PLAN = new JobPlan(new JobName("j"), QueueName.DEFAULT, 2, null, 4);

    private Instant now = Instant.EPOCH;
    private Duration answerTakes = Duration.ZERO;
    private final List<Instant> asked = new ArrayList<>();

    private Watch watch(@Nullable Duration timeout) {
        return new Watch(
                PLAN,
                timeout,
                "worker",
                () -> false,
                () -> now,
                () -> {
                    asked.add(now);
                    now = now.plus(answerTakes);
                    return 1;
                },
                slots -> {});
    }

    private void waitFor(Watch watch, Duration span) {
        for (var end = now.plus(span); now.isBefore(end); now = now.plusMillis(100)) {
            watch.nothingCame(1);
        }
    }

    @Test
    void a_broker_that_answers_at_once_is_asked_twice_a_second() {
        waitFor(watch(null), Duration.ofSeconds(10));
        assertThat(asked).hasSize(20);
    }

    @Test
    void a_broker_that_takes_its_time_is_asked_less_often() {
        answerTakes = Duration.ofMillis(100);
        waitFor(watch(null), Duration.ofSeconds(10));
        assertThat(asked).hasSizeBetween(4, 6);
        asked.clear();
        answerTakes = Duration.ofSeconds(1);
        waitFor(watch(null), Duration.ofSeconds(60));
        assertThat(asked).as("but now and then").hasSizeBetween(9, 13);
    }

    @Test
    void who_has_long_seen_nothing_looks_less_often_unless_a_time_must_be_kept() {
        assertThat(watch(null).look(0))
                .isEqualTo(watch(null).look(9))
                .isLessThan(watch(null).look(10));
        assertThat(watch(Duration.ofSeconds(1)).look(1_000))
                .isEqualTo(watch(null).look(0));
    }
}
