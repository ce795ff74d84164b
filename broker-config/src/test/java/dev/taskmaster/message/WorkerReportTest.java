package dev.taskmaster.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerReportTest {

    private static final Instant AT = Instant.ofEpochMilli(1_764_000_000_123L);

    @Property
    void every_report_is_read_back(
            @ForAll @LongRange(min = 0) long done,
            @ForAll @LongRange(min = 0) long failed,
            @ForAll @IntRange(min = 0) int running,
            @ForAll String task,
            @ForAll @LongRange(min = 0, max = 1L << 40) long millis) {
        var longest = new WorkerReport.Longest(task, Duration.ofMillis(millis));
        var report = new WorkerReport(done, failed, running, AT, longest);
        assertThat(WorkerReport.parse(report.text())).contains(report);
    }

    @Example
    void the_text_is_that_of_the_contract() {
        assertThat(new WorkerReport(3, 1, 2, AT, new WorkerReport.Longest("monday:17", Duration.ofMillis(250))).text())
                .isEqualTo("{\"done\":3,\"failed\":1,\"running\":2,\"at\":1764000000123,"
                        + "\"task\":\"monday:17\",\"task_ms\":250}");
        assertThat(new WorkerReport(3, 1, 0, AT, null).text())
                .isEqualTo("{\"done\":3,\"failed\":1,\"running\":0,\"at\":1764000000123}");
    }

    @Example
    void what_a_newer_worker_adds_is_passed_over() {
        assertThat(WorkerReport.parse("{\"done\":3,\"load\":{\"a\":[1]},\"failed\":1,\"running\":0,\"at\":1}"))
                .contains(new WorkerReport(3, 1, 0, Instant.ofEpochMilli(1), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no",
                "[]",
                "{}",
                "{\"done\":1,\"failed\":1,\"running\":1}",
                "{\"done\":-1,\"failed\":0,\"running\":0,\"at\":1}",
                "{\"done\":\"x\",\"failed\":0,\"running\":0,\"at\":1}",
                "{\"done\":1,\"failed\":0,\"running\":99999999999,\"at\":1}",
                "{\"done\":1,\"failed\":0,\"running\":0,\"at\":1} {}",
            })
    void anything_else_is_none(String text) {
        assertThat(WorkerReport.parse(text)).isEmpty();
    }

    @Example
    void a_count_below_zero_is_refused() {
        assertThatThrownBy(() -> new WorkerReport(0, -1, 0, AT, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
