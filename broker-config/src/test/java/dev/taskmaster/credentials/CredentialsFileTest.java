package dev.taskmaster.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.settings.SettingsFile;
import dev.taskmaster.settings.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CredentialsFileTest {

    private final Path data = Path.of("target", "test-data", "credentials-file");
    private final Path directory = data.resolve(CredentialsFile.DIRECTORY);
    private final ConnectionSettings connection =
            new ConnectionSettings("tcp://h:1", "worker", Passwords.random(new SecureRandom()));

    private Path written() throws IOException {
        var file = CredentialsFile.of(data, "worker");
        PrivateFiles.createDirectory(directory);
        CredentialsFile.write(file, connection);
        return file;
    }

    @Test
    void it_is_a_settings_file_that_holds_all_a_user_needs() throws IOException {
        var reader = Settings.of(Map.of(), Map.of())
                .withFile(SettingsFile.read(written()))
                .reader();
        assertThat(ConnectionReader.read(reader)).isEqualTo(connection);
        reader.check();
    }

    @Test
    void it_holds_what_it_takes_for_tls() throws IOException {
        var file = written();
        for (var tls :
                List.of(new TlsSettings("QQ==", null, null), new TlsSettings("QQ==", "Qg==", new Secret("Qw==")))) {
            var secured = new ConnectionSettings(connection.url(), "worker", connection.password(), tls);
            CredentialsFile.write(file, secured);
            var reader = Settings.of(Map.of(), Map.of())
                    .withFile(SettingsFile.read(file))
                    .reader();
            assertThat(ConnectionReader.read(reader)).isEqualTo(secured);
            reader.check();
        }
    }

    @Test
    void a_certificate_without_its_key_is_refused() {
        var reader = Settings.of(Map.of("user", "u", "authority", "QQ==", "client-certificate", "Qg=="), Map.of())
                .reader();
        ConnectionReader.read(reader);
        assertThatThrownBy(reader::check)
                .hasMessageContaining("client-certificate and client-key must be given together");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void it_is_for_its_owner_alone_even_where_one_was_open_to_all() throws IOException {
        Files.setPosixFilePermissions(written(), PosixFilePermissions.fromString("rw-rw-rw-"));
        var file = written();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void it_leaves_nothing_beside_it() throws IOException {
        written();
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_file_in_the_place_of_its_directory_is_named() throws IOException {
        Files.createDirectories(data);
        var inTheWay = data.resolve("in-the-way");
        Files.writeString(inTheWay, "");
        assertThatThrownBy(() -> PrivateFiles.createDirectory(inTheWay)).hasMessageContaining("is in the way");
    }

    @Test
    void passwords_are_long_and_each_is_another() {
        var random = new SecureRandom();
        var one = Passwords.random(random).reveal();
        assertThat(one)
                .hasSize(32)
                .matches("[A-Za-z0-9_-]+")
                .isNotEqualTo(Passwords.random(random).reveal());
    }
}
