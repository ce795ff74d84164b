package dev.taskmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost:0", "127.0.0.1:61616", "a.example:65535", "[::1]:1", "[fe80::1]:8161"})
    void what_is_read_is_written_the_same(String text) {
        assertThat(HostPort.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", ":1", "h:", "h:65536", "h:-1", "h:x", "::1:1", "h:1/x", "tcp://h:1", "h h:1"})
    void anything_else_is_refused_with_the_rule(String text) {
        assertThatThrownBy(() -> HostPort.parse(text)).hasMessageStartingWith("must be HOST:PORT");
    }

    @Test
    void another_port_keeps_the_host() {
        assertThat(HostPort.parse("[::1]:0").withPort(7)).hasToString("[::1]:7");
    }
}
