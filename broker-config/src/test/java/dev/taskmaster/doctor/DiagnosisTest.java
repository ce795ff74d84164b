package dev.taskmaster.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.settings.HostPort;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final Diagnosis diagnosis = new Diagnosis();

    @Test
    void a_warning_does_not_count_and_the_worst_failure_does() {
        diagnosis.ok("a", "fine");
        diagnosis.warn("b", "look");
        assertThat(diagnosis.status()).isEqualTo(ExitStatus.OK);
        diagnosis.fail("c", "gone", ExitStatus.BROKER_UNREACHABLE);
        diagnosis.fail("d", "wrong", ExitStatus.USAGE);
        assertThat(diagnosis.status()).isEqualTo(ExitStatus.BROKER_UNREACHABLE);
    }

    @Test
    void a_finding_is_one_line_whatever_its_text() {
        diagnosis.warn("b", "two\nlines");
        assertThat(diagnosis.table()).isEqualTo("warn  b                 two lines\n");
        assertThat(diagnosis.json())
                .isEqualTo("{\"findings\":[{\"level\":\"warn\",\"check\":\"b\",\"text\":\"two\\nlines\",\"status\":0}],"
                        + "\"status\":0}");
    }

    @Test
    void a_certificate_in_its_last_30_days_is_a_warning() {
        Certificate.until(diagnosis, "c", NOW.plus(Certificate.SOON).plusSeconds(1), NOW);
        Certificate.until(diagnosis, "c", NOW.plus(Certificate.SOON).minusSeconds(1), NOW);
        Certificate.until(diagnosis, "c", NOW.minus(Duration.ofDays(1)), NOW);
        assertThat(diagnosis.findings())
                .extracting(Finding::level)
                .containsExactly(Finding.Level.OK, Finding.Level.WARN, Finding.Level.WARN);
    }

    @Test
    void each_place_of_a_pair_is_looked_at() {
        assertThat(HostPort.allIn("(tcp://a:1,tcp://b:2)?ha=true"))
                .containsExactly(new HostPort("a", 1), new HostPort("b", 2));
        assertThat(HostPort.allIn("tcp://[::1]:5?sslEnabled=true")).containsExactly(new HostPort("::1", 5));
        assertThat(HostPort.allIn("tcp://noport")).isEmpty();
    }
}
