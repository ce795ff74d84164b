package dev.taskmaster.master.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class AccountsBrokerTest {

    @BeforeAll
    static void log_as_the_command_does() {
        Logging.start(LogFormat.HUMAN, false);
    }

    @Nested
    class after_the_first_start {

        @Test
        void every_user_has_a_password_of_its_own_that_lets_it_in(TestInfo test) throws Exception {
            try (var broker = EmbeddedBroker.start(settings(test))) {
                var passwords = new HashSet<String>();
                for (var role : Role.values()) {
                    var connection = broker.connection(role);
                    assertThat(connection.user()).isEqualTo(role.word());
                    passwords.add(connection.password().reveal());
                    PlainJms.connect(connection).close();
                }
                assertThat(passwords).hasSize(3);
            }
        }

        @Test
        void secrets_are_for_their_owner_alone(TestInfo test) throws Exception {
            var settings = settings(test);
            EmbeddedBroker.start(settings).close();
            for (var directory : new String[] {"", "credentials", "etc"}) {
                assertThat(mode(settings.data().resolve(directory))).isEqualTo("rwx------");
            }
            for (var role : Role.values()) {
                assertThat(mode(CredentialsFile.of(settings.data(), role.word())))
                        .isEqualTo("rw-------");
            }
            assertThat(mode(settings.data().resolve("etc/users.properties"))).isEqualTo("rw-------");
            assertThat(mode(settings.data().resolve("etc/roles.properties"))).isEqualTo("rw-------");
        }

        @Test
        void a_password_stands_in_clear_in_its_own_file_alone(TestInfo test) throws Exception {
            var settings = settings(test);
            var passwords = new EnumMap<Role, String>(Role.class);
            try (var broker = EmbeddedBroker.start(settings)) {
                for (var role : Role.values()) {
                    passwords.put(role, broker.connection(role).password().reveal());
                    PlainJms.connect(broker.connection(role)).close();
                }
                try (var connection = PlainJms.connect(broker.connection(Role.MASTER));
                        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                        var producer = session.createProducer(session.createQueue("tasks"))) {
                    producer.send(session.createTextMessage("a message that keeps who sent it"));
                }
            }
            for (var role : Role.values()) {
                assertThat(filesWith(settings.data(), requireNonNull(passwords.get(role))))
                        .containsExactly(CredentialsFile.of(settings.data(), role.word()));
            }
        }
    }

    @Nested
    class after_another_start {

        @Test
        void a_new_port_is_written_into_the_files_and_the_passwords_stay(TestInfo test) throws Exception {
            var settings = settings(test);
            String url;
            String password;
            try (var broker = EmbeddedBroker.start(settings)) {
                url = broker.connection(Role.WORKER).url();
                password = broker.connection(Role.WORKER).password().reveal();
            }
            // Another program has the port now, so that the system cannot choose it again.
            try (var taken = new ServerSocket(
                    Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)), 1, InetAddress.getLoopbackAddress())) {
                try (var broker = EmbeddedBroker.start(settings)) {
                    assertThat(broker.connection(Role.WORKER).url()).isEqualTo("tcp://" + broker.listen());
                    assertThat(broker.listen().port()).isNotEqualTo(taken.getLocalPort());
                    assertThat(broker.connection(Role.WORKER).password().reveal())
                            .isEqualTo(password);
                    PlainJms.connect(broker.connection(Role.WORKER)).close();
                }
            }
        }

        @Test
        void a_file_that_was_moved_away_is_not_written_again_and_its_password_still_counts(TestInfo test)
                throws Exception {
            var settings = settings(test);
            String password;
            try (var broker = EmbeddedBroker.start(settings)) {
                password = broker.connection(Role.WORKER).password().reveal();
            }
            Files.delete(CredentialsFile.of(settings.data(), "worker"));
            try (var broker = EmbeddedBroker.start(settings)) {
                assertThat(CredentialsFile.of(settings.data(), "worker")).doesNotExist();
                PlainJms.connect(broker.connection(Role.MASTER).url(), "worker", password)
                        .close();
                assertThatThrownBy(() -> broker.connection(Role.WORKER))
                        .isInstanceOf(InvalidUseException.class)
                        .hasMessageContaining("worker.properties is not here any more");
            }
        }

        @Test
        void the_masters_own_file_comes_back_with_a_new_password(TestInfo test) throws Exception {
            var settings = settings(test);
            String old;
            try (var broker = EmbeddedBroker.start(settings)) {
                old = broker.connection(Role.MASTER).password().reveal();
            }
            Files.delete(CredentialsFile.of(settings.data(), "master"));
            try (var broker = EmbeddedBroker.start(settings)) {
                var master = broker.connection(Role.MASTER);
                assertThat(master.password().reveal()).isNotEqualTo(old);
                PlainJms.connect(master).close();
                assertThatThrownBy(() -> PlainJms.connect(master.url(), "master", old))
                        .isInstanceOf(JMSSecurityException.class);
            }
        }

        @Test
        void a_lost_hash_is_made_again_from_the_users_file(TestInfo test) throws Exception {
            var settings = settings(test);
            EmbeddedBroker.start(settings).close();
            Files.delete(settings.data().resolve("etc/users.properties"));
            Files.delete(settings.data().resolve("etc/roles.properties"));
            try (var broker = EmbeddedBroker.start(settings)) {
                PlainJms.connect(broker.connection(Role.WORKER)).close();
            }
        }

        @Test
        void a_user_that_somebody_added_stays(TestInfo test) throws Exception {
            var settings = settings(test);
            EmbeddedBroker.start(settings).close();
            Files.delete(CredentialsFile.of(settings.data(), "master"));
            append(settings.data().resolve("etc/users.properties"), "# added\nanna=secret\n");
            Files.writeString(settings.data().resolve("etc/roles.properties"), "worker=worker,anna\n");
            try (var broker = EmbeddedBroker.start(settings)) {
                PlainJms.connect(broker.connection(Role.MASTER).url(), "anna", "secret")
                        .close();
                PlainJms.connect(broker.connection(Role.MASTER)).close();
            }
            assertThat(settings.data().resolve("etc/users.properties"))
                    .content()
                    .contains("# added\nanna=secret\n");
        }
    }

    @Nested
    class broken_files {

        @Test
        void a_users_file_that_is_no_properties_file_is_named(TestInfo test) throws Exception {
            assertRefusedAfter(test, "etc/users.properties", "master=\\uZZZZ", "is not a properties file");
        }

        @Test
        void a_roles_file_that_is_no_properties_file_is_named(TestInfo test) throws Exception {
            assertRefusedAfter(test, "etc/roles.properties", "master=\\uZZZZ", "is not a properties file");
        }

        @Test
        void an_entry_that_is_no_hash_is_named_without_being_shown(TestInfo test) throws Exception {
            assertRefusedAfter(test, "etc/users.properties", "master=ENC(oops)", "user master", "is broken");
        }

        @Test
        void a_credentials_file_without_a_password_is_named(TestInfo test) throws Exception {
            assertRefusedAfter(
                    test, "credentials/worker.properties", "url=tcp://h:1\nuser=worker\n", "password is missing");
        }

        @Test
        void a_credentials_file_of_another_user_is_named(TestInfo test) throws Exception {
            assertRefusedAfter(
                    test,
                    "credentials/worker.properties",
                    "url=tcp://h:1\nuser=admin\npassword=x\n",
                    "is that of another user");
        }

        private static void assertRefusedAfter(TestInfo test, String file, String text, String... words)
                throws IOException {
            var settings = settings(test);
            EmbeddedBroker.start(settings).close();
            Files.writeString(settings.data().resolve(file), text);
            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(InvalidUseException.class)
                    .hasMessageContaining(Path.of(file).getFileName().toString())
                    .hasMessageContainingAll(words)
                    .hasMessageNotContainingAny("\n", "oops", "ZZZZ");
        }
    }

    private static EmbeddedSettings settings(TestInfo test) {
        var name =
                Path.of("AccountsBrokerTest", test.getTestMethod().orElseThrow().getName());
        return new EmbeddedSettings(BrokerExtension.freshData(name.toString()), BrokerExtension.anyPort());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    private static List<Path> filesWith(Path directory, String text) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                // Artemis writes texts with one or with two bytes a character.
                var wide = new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
                if (bytes.contains(text) || bytes.contains(wide)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
