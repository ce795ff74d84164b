package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.web.ConsoleClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may log in is changed while the broker runs, and counts at once. */
class UsersIT {

    private static final int WRONG_USE = 2;
    private static final int REFUSED = 4;
    private static final int NOT_FOUND = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CONSOLE = Pattern.compile("console at (http://\\S+)/console/");

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private Program passwd(String... arguments) {
        return lab.run(lab.command("passwd").with(arguments));
    }

    private Path copyOf(Path credentials) throws IOException {
        return Files.copy(credentials, lab.file("copy-" + credentials.getFileName()));
    }

    @Test
    void a_worker_with_the_old_password_is_put_out_and_one_with_the_new_password_works() throws IOException {
        lab.serve();
        var stolen = copyOf(lab.credentials("worker"));
        var old = lab.start(lab.worker("--config", stolen.toString()));
        Lab.awaitSaying(old, "connected to");

        passwd("worker").assertEndedWith(0, "worker has a new password, in", "worker.properties");

        assertThat(old.awaitEnd(PATIENCE)).as(old::err).isEqualTo(REFUSED);
        old.assertEndedWith(REFUSED, "refused the user \"worker\"", "take the credentials file");
        lab.start(lab.worker("--config", lab.credentials("worker").toString()));
        var job = lab.run(lab.masterOf("master", "run", "7"));
        assertThat(job.out()).as(job::err).isEqualTo("7 * 7 = 49\n");
    }

    @Test
    void a_user_that_was_added_works_until_it_is_removed() throws IOException {
        var broker = lab.serve();
        passwd("anna", "--role", "worker").assertEndedWith(0, "anna.properties");
        var file = copyOf(lab.credentials("anna"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lab.credentials("anna"))))
                .isEqualTo("rw-------");
        var worker = lab.start(lab.worker("--config", file.toString()));
        Lab.awaitSaying(worker, "as anna");
        var job = lab.run(lab.masterOf("master", "run", "7"));
        assertThat(job.out()).as(job::err).isEqualTo("7 * 7 = 49\n");

        passwd("anna", "--remove").assertEndedWith(0, "user anna is removed");
        assertThat(worker.awaitEnd(PATIENCE)).as(worker::err).isEqualTo(REFUSED);
        assertThat(lab.credentials("anna")).doesNotExist();
        lab.run(lab.worker("--config", file.toString())).assertEndedWith(REFUSED, "refused the user \"anna\"");
        assertThat(broker.err()).contains("a connection of user anna is closed").doesNotContain("Exception");
    }

    @Test
    void the_console_asks_for_the_admins_new_password() {
        var broker = lab.start(lab.master("serve", "--console", "127.0.0.1:0"));
        Lab.awaitSaying(broker, "/metrics");
        var line = CONSOLE.matcher(broker.err());
        assertThat(line.find()).as(broker.err()).isTrue();
        var client = new ConsoleClient(line.group(1));
        var old = Lab.credential(lab.credentials("admin"), "password");
        assertThat(client.count("tasks", "admin", old).statusCode()).isEqualTo(200);

        var chosen = lab.write("chosen", List.of("correct horse battery staple", "not this"));
        var passwd = passwd("admin", "--new-password-file", chosen.toString());
        passwd.assertEndedWith(0, "admin.properties");
        assertThat(passwd.err()).doesNotContain("horse");

        assertThat(client.count("tasks", "admin", "correct horse battery staple")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.count("tasks", "admin", old).statusCode()).isIn(401, 403);
    }

    @Test
    void a_password_is_changed_where_no_broker_runs_too() {
        var broker = lab.serve();
        broker.kill();
        var chosen = lab.write("chosen", List.of("a \\ and a # and more"));
        lab.run(lab.command("passwd", "master", "--new-password-file", "-").input(chosen))
                .assertEndedWith(0, "master.properties");
        lab.serve();
        var status = lab.run(lab.masterOf("master", "status"));
        assertThat(status.status()).as(status::err).isZero();
    }

    @Test
    void what_cannot_be_done_is_one_line_without_the_password() {
        passwd("worker").assertRefused(WRONG_USE, "there are no users in data directory taskmaster-data", "--data");
        lab.serve();
        passwd("nobody").assertRefused(NOT_FOUND, "no user nobody", "--role worker");
        passwd("nobody", "--remove").assertRefused(NOT_FOUND, "no user nobody");
        passwd("worker", "--remove").assertRefused(WRONG_USE, "worker cannot be removed");
        passwd("worker", "--role", "admin").assertRefused(WRONG_USE, "worker has the role worker");
        passwd("a,b", "--role", "chef")
                .assertRefused(WRONG_USE, "user argument must be", "role must be worker, master or admin");
        passwd("a", "--remove", "--role", "worker").assertRefused(WRONG_USE, "remove leaves nothing");
        var shortOne = lab.write("short", List.of("geheim")).toString();
        passwd("worker", "--new-password-file", shortOne)
                .assertRefused(
                        WRONG_USE, "must have a first line that is a password, which must be 8 to 200 characters");
        passwd("worker", "--new-password-file", "absent").assertRefused(WRONG_USE, "must be a file that can be read");
        passwd("worker", "--password", "geheim").assertRefused(WRONG_USE, "no option --password");
    }

    @Test
    void several_at_once_and_some_that_are_killed_leave_whole_files() {
        lab.serve();
        var all = IntStream.range(0, 4)
                .mapToObj(i -> lab.start(lab.command("passwd", "user" + i, "--role", "worker")))
                .toList();
        all.forEach(program ->
                assertThat(program.awaitEnd(PATIENCE)).as(program::err).isZero());
        for (int i = 0; i < 4; i++) {
            var killed = lab.start(lab.command("passwd", "user" + i));
            killed.signal("KILL");
            killed.awaitEnd(PATIENCE);
        }
        var others = IntStream.range(0, 4)
                .mapToObj(i -> lab.start(lab.command("passwd", "user" + i)))
                .toList();
        others.forEach(program ->
                assertThat(program.awaitEnd(PATIENCE)).as(program::err).isZero());
        assertThat(Lab.lines(lab.data().resolve("etc/users.properties")))
                .hasSize(7)
                .allMatch(line -> line.matches("[a-z0-9]+=ENC\\(.+\\)"));
        assertThat(Lab.lines(lab.data().resolve("etc/roles.properties")))
                .hasSize(3)
                .anySatisfy(
                        line -> assertThat(line).startsWith("worker=").contains("user0", "user1", "user2", "user3"));
        var worker = lab.start(lab.worker("--config", lab.credentials("user3").toString()));
        Lab.awaitSaying(worker, "as user3");
    }
}
