package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Settings;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void one_of_a_pair_knows_the_place_of_the_other() {
        var reader =
                Settings.of(Map.of("ha", "backup", "peer", "b:2"), Map.of()).reader();
        assertThat(EmbeddedSettings.readWithPair(reader).pair())
                .isEqualTo(new Pair(Pair.Side.BACKUP, new HostPort("b", 2)));
        reader.check();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ha=primary | peer is missing",
                "peer=b:2 | ha is missing",
                "ha=third peer=b:2 | ha must be primary or backup",
                "ha=primary peer=b:0 | peer must have the port",
                "ha=primary peer=127.0.0.1:61616 | peer must be the other broker's place",
                "ha=primary peer=b:2 listen=127.0.0.1:0 | listen must have a port with --ha"
            })
    void a_pair_that_cannot_be_is_refused(String options, String problem) {
        var given = Arrays.stream(options.split(" ", -1))
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        var reader = Settings.of(given, Map.of()).reader();
        EmbeddedSettings.readWithPair(reader);
        assertThatThrownBy(reader::check).hasMessageContaining(problem);
    }

    private static EmbeddedSettings read(Map<String, String> options) {
        var reader = Settings.of(options, Map.of()).reader();
        var settings = EmbeddedSettings.read(reader);
        reader.check();
        return settings;
    }
}
