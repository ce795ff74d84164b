package dev.taskmaster.master.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDirectoryTest {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1");

    @Test
    void a_certificate_is_renewed_when_it_ends_soon_or_lacks_a_name_and_not_before(@TempDir Path data)
            throws Exception {
        var now = TlsDirectory.of(data, Clock.systemUTC());
        var authority = now.authority();
        var first = now.broker(NAMES, false).certificate();
        first.verify(authority.getPublicKey());
        assertThat(now.broker(NAMES, false).certificate()).isEqualTo(first);

        var end = first.getNotAfter().toInstant();
        var early = at(data, end.minus(TlsDirectory.RENEW_BEFORE).minusSeconds(1));
        assertThat(early.broker(NAMES, false).certificate()).isEqualTo(first);
        var late = at(data, end.minus(TlsDirectory.RENEW_BEFORE).plusSeconds(1));
        var second = late.broker(NAMES, false).certificate();
        assertThat(second).isNotEqualTo(first);
        second.verify(late.authority().getPublicKey());

        var wider = now.broker(Set.of("localhost", "127.0.0.1", "lab.example"), false);
        assertThat(TlsDirectory.namesOf(wider)).contains("lab.example");
        assertThat(now.authority()).isEqualTo(authority);
    }

    @Test
    void an_authority_that_is_kept_elsewhere_lets_the_broker_start(@TempDir Path data) throws Exception {
        var directory = TlsDirectory.of(data, Clock.systemUTC());
        var authority = directory.authority();
        var broker = directory.broker(NAMES, false).certificate();
        Files.delete(data.resolve("tls/authority.p12"));
        var late = at(data, Instant.now().plus(TlsDirectory.BROKER_VALID));
        assertThat(late.authority()).isEqualTo(authority);
        assertThat(late.broker(NAMES, false).certificate()).isEqualTo(broker);
    }

    @Test
    void certificates_last_as_long_as_is_stated_and_say_what_they_are_for(@TempDir Path data) throws Exception {
        var directory = TlsDirectory.of(data, Clock.systemUTC());
        var soon = Instant.now().plus(Duration.ofMinutes(5));
        var authority = directory.authority();
        assertThat(authority.getNotAfter().toInstant()).isBefore(soon.plus(TlsDirectory.AUTHORITY_VALID));
        assertThat(authority.getBasicConstraints()).isZero();
        var broker = directory.broker(NAMES, false).certificate();
        assertThat(broker.getNotAfter().toInstant()).isBefore(soon.plus(TlsDirectory.BROKER_VALID));
        assertThat(broker.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(broker.getBasicConstraints()).isEqualTo(-1);
        var client = directory.client().certificate();
        assertThat(client.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    private static TlsDirectory at(Path data, Instant time) throws Exception {
        return TlsDirectory.of(data, Clock.fixed(time, ZoneOffset.UTC));
    }
}
