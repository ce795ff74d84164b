package dev.taskmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Map<String, String> NONE = Map.of();

    private static SettingsFile file(String text) throws IOException {
        return SettingsFile.read(write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Path write(byte[] text) throws IOException {
        var path = Path.of("target", "test-data", "settings", "some.properties");
        Files.createDirectories(path.getParent());
        return Files.write(path, text);
    }

    @Nested
    class A_value {

        private final Map<String, String> option = Map.of("receive-timeout", "1s");
        private final Map<String, String> variable = Map.of("TASKMASTER_RECEIVE_TIMEOUT", "2s");

        private String seconds(Settings settings) {
            return settings.reader().text("receive-timeout").orElse("default");
        }

        @Test
        void of_an_option_wins_over_all() throws IOException {
            assertThat(seconds(Settings.of(option, variable).withFile(file("receive-timeout=3s"))))
                    .isEqualTo("1s");
        }

        @Test
        void of_the_environment_wins_over_the_file() throws IOException {
            assertThat(seconds(Settings.of(NONE, variable).withFile(file("receive-timeout=3s"))))
                    .isEqualTo("2s");
        }

        @Test
        void of_the_file_wins_over_the_default() throws IOException {
            assertThat(seconds(Settings.of(NONE, NONE).withFile(file("receive-timeout= 3s "))))
                    .isEqualTo("3s");
        }

        @Test
        void that_nobody_gives_is_the_default() {
            assertThat(seconds(Settings.of(NONE, NONE))).isEqualTo("default");
            assertThat(Settings.of(NONE, NONE).has("receive-timeout")).isFalse();
        }

        @Test
        void of_an_empty_variable_counts_as_not_given() {
            assertThat(seconds(Settings.of(NONE, Map.of("TASKMASTER_RECEIVE_TIMEOUT", ""))))
                    .isEqualTo("default");
        }
    }

    @Nested
    class Problems {

        @Test
        void are_told_all_at_once_with_key_rule_value_and_origin() throws IOException {
            var reader = Settings.of(
                            Map.of("concurrency", "0"),
                            Map.of("TASKMASTER_MAX_IDLE", "soon", "TASKMASTER_BURST", "yes"))
                    .withFile(file("listen=here"))
                    .reader();
            assertThat(reader.wholeNumber("concurrency", 1, 9)).isEmpty();
            assertThat(reader.duration("max-idle")).isEmpty();
            assertThat(reader.flag("burst")).isFalse();
            assertThat(reader.hostPort("listen")).isEmpty();
            assertThatThrownBy(reader::check)
                    .isInstanceOf(InvalidUseException.class)
                    .hasMessageContaining(
                            "concurrency must be a whole number from 1 to 9, but option --concurrency says \"0\"")
                    .hasMessageContaining("max-idle must be a time such as")
                    .hasMessageContaining("burst must be true or false, but environment TASKMASTER_BURST says \"yes\"")
                    .hasMessageContaining("listen must be HOST:PORT")
                    .hasMessageContaining("some.properties says \"here\"")
                    .hasMessageNotContaining("\n");
        }

        @Test
        void are_none_where_all_is_well() {
            var reader = Settings.of(Map.of("concurrency", "9", "burst", "", "max-idle", "1m"), NONE)
                    .reader();
            assertThat(reader.wholeNumber("concurrency", 1, 9)).contains(9L);
            assertThat(reader.flag("burst")).isTrue();
            assertThat(reader.duration("max-idle")).contains(java.time.Duration.ofMinutes(1));
            assertThatCode(reader::check).doesNotThrowAnyException();
        }

        @Test
        void such_as_no_time_at_all_are_told() {
            var reader = Settings.of(Map.of("max-idle", "0s"), NONE).reader();
            assertThat(reader.duration("max-idle")).isEmpty();
            assertThatThrownBy(reader::check).hasMessageStartingWith("max-idle must be more than 0");
        }

        @Test
        void never_show_a_secret() {
            var reader =
                    Settings.of(NONE, Map.of("TASKMASTER_PASSWORD", "hunter2")).reader();
            assertThat(reader.secret("password")).get().hasToString("***");
            ConnectionReader.read(reader);
            assertThatThrownBy(reader::check)
                    .hasMessageContaining("user is missing")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Nested
    class A_file {

        @Test
        void tells_the_keys_that_nobody_knows() throws IOException {
            assertThat(file("a=1\nb=2\nc=3").keysOutside(Set.of("b"))).containsExactly("a", "c");
        }

        @Test
        void that_is_not_there_is_named() {
            assertThatThrownBy(() -> SettingsFile.read(Path.of("target", "no-such.properties")))
                    .isInstanceOf(InvalidUseException.class)
                    .hasMessageContaining("no-such.properties does not exist");
        }

        @Test
        void that_is_a_directory_or_no_text_is_refused() throws IOException {
            assertThatThrownBy(() -> SettingsFile.read(Path.of("target"))).hasMessageContaining("cannot be read");
            var path = write(new byte[] {(byte) 0xC3, 'x'});
            assertThatThrownBy(() -> SettingsFile.read(path)).hasMessageContaining("UTF-8");
        }
    }
}
