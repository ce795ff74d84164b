package dev.taskmaster.master.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSettingsTest {

    @Test
    void unset_it_is_what_the_command_has() {
        assertThat(read(Map.of(), Optional.empty())).isEmpty();
        assertThat(read(Map.of(), Optional.of(WebSettings.DEFAULT))).hasValue(WebSettings.DEFAULT);
    }

    @Test
    void off_is_off_for_every_command() {
        assertThat(read(Map.of("console", "off"), Optional.of(WebSettings.DEFAULT)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "localhost:8161", "[::1]:80"})
    void a_place_on_loopback_is_taken_as_asked_for(String place) {
        assertThat(read(Map.of("console", place), Optional.empty()))
                .hasValue(new WebSettings(HostPort.parse(place), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8161", "192.0.2.1:8161", "example.org:8161", "[::]:8161", "8161", "on", ""})
    void any_other_is_refused_with_the_way_to_do_it(String place) {
        assertThatThrownBy(() -> read(Map.of("console", place), Optional.empty()))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("console must be off, or HOST:PORT")
                .hasMessageContaining("ssh -L");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "mtls", "insecure"})
    void others_reach_it_where_that_is_asked_for(String option) {
        assertThat(read(Map.of("console", "0.0.0.0:8161", option, "true"), Optional.empty()))
                .hasValue(new WebSettings(new HostPort("0.0.0.0", 8161), true));
        assertThatThrownBy(() -> read(Map.of("console", "0.0.0.0:8161", option, "false"), Optional.empty()))
                .isInstanceOf(InvalidUseException.class);
    }

    private static Optional<WebSettings> read(Map<String, String> options, Optional<WebSettings> otherwise) {
        var reader = Settings.of(options, Map.of()).reader();
        var settings = WebSettings.read(reader, otherwise);
        reader.check();
        return settings;
    }
}
