package dev.taskmaster.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.metrics.Series;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import org.junit.jupiter.api.Test;

class HandlerTimesTest {

    private static final Task TASK = new Task(null, 0, 1, "a");

    private static long count(HandlerTimes timed) {
        var series = (HistogramSnapshot)
                new Series().histogram("times", "Times.", timed.times()).all().get(0);
        return series.getDataPoints().get(0).getCount();
    }

    @Test
    void each_run_is_counted_and_answered_as_by_the_handler() throws Exception {
        var timed = new HandlerTimes(task -> task.payload() + "!");
        assertThat(timed.run(TASK)).isEqualTo("a!");
        assertThat(timed.run(TASK)).isEqualTo("a!");
        assertThat(count(timed)).isEqualTo(2);
    }

    @Test
    void a_run_that_fails_is_counted_too() {
        var timed = new HandlerTimes(task -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(() -> timed.run(TASK)).hasMessage("no");
        assertThat(count(timed)).isEqualTo(1);
    }

    @Test
    void it_has_the_handlers_name_and_words() {
        var timed = new HandlerTimes(new TaskHandler() {
            @Override
            public String run(Task task) {
                return "";
            }

            @Override
            public String describe(Task task) {
                return "the task " + task.payload();
            }

            @Override
            public String toString() {
                return "mine";
            }
        });
        assertThat(timed).hasToString("mine");
        assertThat(timed.describe(TASK)).isEqualTo("the task a");
    }
}
