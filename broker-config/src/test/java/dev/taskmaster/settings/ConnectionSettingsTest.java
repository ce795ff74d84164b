package dev.taskmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://127.0.0.1:61616",
                "tcp://127.1.2.3:1?sslEnabled=true",
                "tcp://localhost:5",
                "tcp://[::1]:7"
            })
    void a_broker_of_this_machine_is_told_by_its_url(String url) {
        assertThat(at(url).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://lab:61616",
                "tcp://localhost.example.org:5",
                "tcp://127.0.0.1.example.org:5",
                "tcp://10.127.0.1:5",
                "(tcp://127.0.0.1:5,tcp://127.0.0.1:6)"
            })
    void another_and_a_pair_are_not(String url) {
        assertThat(at(url).isLoopback()).isFalse();
    }

    private static ConnectionSettings at(String url) {
        return new ConnectionSettings(url, "worker", new Secret("p"));
    }
}
