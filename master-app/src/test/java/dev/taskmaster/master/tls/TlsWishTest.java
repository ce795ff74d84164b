package dev.taskmaster.master.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsWishTest {

    @Test
    void nobody_has_it_who_does_not_ask() {
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void certificates_of_both_sides_include_that_of_one() {
        assertThat(read(Map.of("mtls", "true"))).hasValue(new TlsWish(List.of(), true));
    }

    @Test
    void hosts_may_be_several() {
        assertThat(read(Map.of("tls", "", "tls-host", "lab.example, 192.0.2.7,*.lab.example")))
                .hasValue(new TlsWish(List.of("lab.example", "192.0.2.7", "*.lab.example"), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "lab_1", "a,", "tcp://a", "a:61616", "-a", "a..b", "999.1.1.1"})
    void what_is_no_host_is_refused(String host) {
        assertThatThrownBy(() -> read(Map.of("tls", "", "tls-host", host)))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("names or addresses of hosts");
    }

    @Test
    void hosts_without_it_are_a_mistake() {
        assertThatThrownBy(() -> read(Map.of("tls-host", "lab.example")))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("--tls");
    }

    @Test
    void a_certificate_is_for_this_machine_itself_and_all_that_was_wished() {
        var names = HostNames.of(new HostPort("192.0.2.9", 1), new TlsWish(List.of("lab.example", "::1"), false));
        assertThat(names).contains("localhost", "127.0.0.1", "192.0.2.9", "lab.example", "0:0:0:0:0:0:0:1");
        assertThat(HostNames.of(new HostPort("0.0.0.0", 1), new TlsWish(List.of(), false)))
                .doesNotContain("0.0.0.0");
        assertThat(HostNames.extension(names)).startsWith("san=").contains("ip:192.0.2.9", "dns:lab.example");
    }

    private static Optional<TlsWish> read(Map<String, String> options) {
        var reader = Settings.of(options, Map.of()).reader();
        var wish = TlsWish.read(reader);
        reader.check();
        return wish;
    }
}
