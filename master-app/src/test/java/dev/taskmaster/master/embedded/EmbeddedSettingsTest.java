package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "127.8.8.8:1", "localhost:61616", "[::1]:5"})
    void this_machine_itself_is_reached_without_tls(String listen) {
        var settings = read(Map.of("listen", listen));
        assertThat(settings.listen()).isEqualTo(HostPort.parse(listen));
        assertThat(settings.tls()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:0", "[::]:0", "192.0.2.1:1", "lab.example:61616", "127.0.0.1.example:1"})
    void other_machines_reach_it_with_tls_or_where_that_is_asked_for(String listen) {
        assertThatThrownBy(() -> read(Map.of("listen", listen)))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("--tls")
                .hasMessageContaining("--insecure")
                .hasMessageContaining(listen);
        assertThat(read(Map.of("listen", listen, "tls", "")).tls()).isNotNull();
        assertThat(read(Map.of("listen", listen, "mtls", "")).tls()).isNotNull();
        assertThat(read(Map.of("listen", listen, "insecure", "")).tls()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:61613", "lab.example:61613"})
    void stomp_has_the_same_rules(String stomp) {
        assertThatThrownBy(() -> read(Map.of("stomp", stomp)))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageStartingWith("stomp must be 127.0.0.1")
                .hasMessageContaining(stomp);
        assertThat(read(Map.of("stomp", stomp, "tls", "")).stomp()).isEqualTo(HostPort.parse(stomp));
        assertThat(read(Map.of("stomp", stomp, "insecure", "")).stomp()).isEqualTo(HostPort.parse(stomp));
    }

    @Test
    void stomp_is_off_unless_it_has_a_place_of_its_own() {
        assertThat(read(Map.of()).stomp()).isNull();
        assertThat(read(Map.of("stomp", "localhost:0", "listen", "localhost:0")).stomp())
                .isNotNull();
        assertThatThrownBy(() -> read(Map.of("stomp", "127.0.0.1:61616")))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("another place than that of --listen");
    }

    private static EmbeddedSettings read(Map<String, String> options) {
        var reader = Settings.of(options, Map.of()).reader();
        var settings = EmbeddedSettings.read(reader);
        reader.check();
        return settings;
    }
}
