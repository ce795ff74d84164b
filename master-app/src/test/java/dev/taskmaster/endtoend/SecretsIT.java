package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The passwords are in the files of their users and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {

    private static final List<String> USERS = List.of("admin", "master", "worker");

    private static final int REFUSED = 4;

    private final Lab lab = Lab.open();
    private Program broker;
    private Program worker;
    private Program master;
    private Program replaced;
    private Program putOut;
    private List<String> passwords;

    @BeforeAll
    void run_a_job_and_leave_one_running() {
        broker = lab.serve("--verbose", "--audit");
        passwords = new ArrayList<>(USERS.stream().map(this::password).toList());
        lab.run(lab.command("passwd", "anna", "--role", "worker", "--verbose"));
        passwords.add(password("anna"));
        var file = lab.write("anna.properties", Lab.lines(lab.credentials("anna")));
        putOut = lab.start(lab.worker("--verbose", "--config", file.toString()));
        Lab.awaitSaying(putOut, "as anna");
        replaced = lab.run(lab.command("passwd", "anna", "--verbose"));
        passwords.add(password("anna"));
        assertThat(putOut.awaitEnd(Duration.ofSeconds(60))).as(putOut::err).isEqualTo(REFUSED);
        worker = lab.start(lab.worker("--verbose", "--handler", "sleep", "--concurrency", "1"));
        var job = lab.run(lab.masterOf("master", "run", "1ms", "2ms", "nonsense", "--retries", "0", "--verbose"));
        assertThat(job.status()).as(job::err).isEqualTo(1);
        master = lab.start(lab.masterOf("master", "run", "1h", "--verbose", "--job", "long"));
        Lab.awaitSaying(master, "job long on queue tasks");
    }

    @AfterAll
    void endPrograms() {
        lab.close();
    }

    @Test
    void each_user_has_a_long_password_of_its_own() {
        assertThat(passwords).doesNotHaveDuplicates().allMatch(password -> password.length() >= 32);
    }

    @Test
    void their_files_are_for_their_owner_alone() throws IOException {
        assertThat(mode(lab.data())).isEqualTo("rwx------");
        assertThat(mode(lab.data().resolve("credentials"))).isEqualTo("rwx------");
        for (var user : USERS) {
            assertThat(mode(lab.credentials(user))).as(user).isEqualTo("rw-------");
        }
    }

    @Test
    void none_is_among_the_arguments_of_a_process() {
        var processes = lab.run(Program.Start.command(lab.file("."), "ps", "-ww", "-eo", "args"));
        assertThat(processes.out()).contains("taskmaster-master.jar serve").contains("taskmaster-worker.jar");
        assertThat(processes.out()).contains("taskmaster-master.jar run").doesNotContain(passwords);
    }

    @Test
    void none_is_in_the_environment_of_a_process() throws IOException {
        for (var program : List.of(broker, worker, master)) {
            var environment = Files.readString(Path.of("/proc", Long.toString(program.id()), "environ"));
            assertThat(environment).contains("PATH=").doesNotContain(passwords);
        }
    }

    @Test
    void the_audit_names_who_was_let_in_and_who_was_not() {
        assertThat(broker.err())
                .contains("org.apache.activemq.audit.resource")
                .containsPattern("anna.*successfully authenticated")
                .containsPattern("failed authentication.*anna");
    }

    @Test
    void none_is_in_a_log_even_when_it_says_everything() {
        for (var program : List.of(broker, worker, master, replaced, putOut)) {
            assertThat(program.err()).contains(" INFO [").doesNotContain(passwords);
            assertThat(program.out()).doesNotContain(passwords);
        }
    }

    @Test
    void none_is_in_the_data_directory_in_another_file() throws IOException {
        var files = filesOfBroker();
        assertThat(files).extracting(file -> file.getFileName().toString()).anyMatch(name -> name.endsWith(".amq"));
        for (var file : files) {
            var bytes = Files.readAllBytes(file);
            for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
                assertThat(passwords)
                        .as(file + " in " + charset)
                        .noneMatch(password -> contains(bytes, password, charset));
            }
        }
    }

    @Test
    void the_search_would_find_one() throws IOException {
        // What a task says is stored as it is, so this text must be found where no password is.
        var found = filesOfBroker().stream().anyMatch(file -> {
            var bytes = bytes(file);
            return contains(bytes, "nonsense", StandardCharsets.UTF_8)
                    || contains(bytes, "nonsense", StandardCharsets.UTF_16BE)
                    || contains(bytes, "nonsense", StandardCharsets.UTF_16LE);
        });
        assertThat(found).isTrue();
    }

    private List<Path> filesOfBroker() throws IOException {
        try (var all = Files.walk(lab.data())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(lab.data().resolve("credentials")))
                    .toList();
        }
    }

    private String password(String user) {
        return Lab.credential(lab.credentials(user), "password");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One char a byte, so that the search of strings finds bytes. */
    private static boolean contains(byte[] bytes, String text, Charset charset) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .contains(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1));
    }
}
