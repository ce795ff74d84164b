package dev.taskmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h:1 | tcp://h:1",
                "tcp://h:1 | tcp://h:1",
                "tcp://h:1?sslEnabled=true | tcp://h:1?sslEnabled=true",
                "a:1,b:2 | (tcp://a:1,tcp://b:2)",
                "(tcp://a:1,tcp://b:2)?ha=true | (tcp://a:1,tcp://b:2)?ha=true"
            })
    void a_url_is_read_as_people_give_it(String text, String url) {
        assertThat(ConnectionSettings.parseUrl(text)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h:1", "tcp://", "(tcp://a:1", "a b", "nowhere", "a:1,", "a:1,b"})
    void another_url_is_refused(String text) {
        assertThatThrownBy(() -> ConnectionSettings.parseUrl(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp://h:1?x=y | tcp://h:1?x=y",
                "(tcp://a:1,tcp://b:2) | tcp://a:1 tcp://b:2",
                "(tcp://a:1,tcp://b:2?z=1)?x=y | tcp://a:1?x=y tcp://b:2?z=1"
            })
    void a_pair_is_looked_for_at_each_of_its_places(String url, String places) {
        var connection = new ConnectionSettings(url, "u", new Secret("p"));
        assertThat(connection.places()).extracting(ConnectionSettings::url).containsExactly(places.split(" "));
        assertThat(connection.isOfPair()).isEqualTo(places.contains(" "));
    }

    @Test
    void the_url_of_a_pair_is_one_that_can_be_read() {
        var first = new HostPort("a", 1);
        var second = new HostPort("::1", 2);
        for (var url :
                new String[] {ConnectionSettings.urlOf(first, second), ConnectionSettings.tlsUrlOf(first, second)}) {
            assertThat(ConnectionSettings.parseUrl(url)).isEqualTo(url).startsWith("(tcp://a:1,tcp://[::1]:2)");
        }
    }

    @Test
    void the_first_line_of_a_password_file_is_the_password() throws IOException {
        var path = Path.of("target", "test-data", "settings", "password");
        Files.createDirectories(path.getParent());
        Files.writeString(path, " p w \nsecond line\n");
        var reader = Settings.of(Map.of("user", "u", "password-file", path.toString()), Map.of())
                .reader();
        var connection = ConnectionReader.read(reader);
        reader.check();
        assertThat(connection.password().reveal()).isEqualTo("p w");
        assertThat(connection).hasToString("u at tcp://127.0.0.1:61616");
    }

    @Test
    void a_password_file_that_cannot_be_read_and_a_bad_url_are_told_together() {
        var reader = Settings.of(Map.of("user", "u", "password-file", "target/none", "url", "x://"), Map.of())
                .reader();
        ConnectionReader.read(reader);
        assertThatThrownBy(reader::check).hasMessageContainingAll("password-file must be a file", "url must be");
    }
}
