package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever a person gets wrong ends in one line that says what, where and what to do next, and in the right status. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsIT {

    private static final int WRONG_USE = 2;
    private static final int UNREACHABLE = 3;
    private static final int REFUSED = 4;

    /** Nobody listens there: the port is reserved. */
    private static final String NOBODY = "tcp://127.0.0.1:1";

    private final Lab lab = Lab.open();
    private Program broker;

    @BeforeAll
    void startBroker() {
        broker = lab.serve();
        lab.start(lab.worker("--handler", "echo", "--concurrency", "1"));
    }

    @AfterAll
    void endPrograms() {
        lab.close();
    }

    @Nested
    class Settings {

        @Test
        void are_read_from_the_option_then_the_environment_then_the_file() {
            var file = lab.write("low.properties", List.of("chunk=from-file", "retries=from-file", "priority=file"))
                    .toString();
            lab.run(lab.command("run", "1", "--config", file, "--chunk", "from-option")
                            .environment("TASKMASTER_CHUNK", "from-environment")
                            .environment("TASKMASTER_RETRIES", "from-environment"))
                    .assertRefused(
                            WRONG_USE,
                            "option --chunk says \"from-option\"",
                            "environment TASKMASTER_RETRIES says \"from-environment\"",
                            "priority must be a whole number from 0 to 9, but file " + file + " says \"file\"");
        }

        @Test
        void of_the_environment_and_of_a_file_take_effect() {
            var file = lab.write("format.properties", List.of("format=csv", "url=" + NOBODY, "keep-order=true"));
            var master = lab.run(lab.command("run", "a", "b")
                    .environment("TASKMASTER_CONFIG", file.toString())
                    .environment("TASKMASTER_USER", "master")
                    .environment("TASKMASTER_PASSWORD", password("master"))
                    .environment("TASKMASTER_URL", url()));
            assertThat(master.status()).as(master::err).isZero();
            assertThat(master.out()).isEqualTo("index,status,text,task\n0,ok,a,\n1,ok,b,\n");
        }

        @Test
        void with_an_unknown_key_are_refused_by_name() {
            var file = lab.write("unknown.properties", List.of("url=" + NOBODY, "passwrod=secret"));
            var program = lab.run(lab.command("run", "1", "--config", file.toString()));
            program.assertRefused(WRONG_USE, file.toString(), "unknown keys: passwrod", "long name of an option");
            assertThat(program.err()).doesNotContain("secret");
            lab.run(lab.worker("--config", file.toString())).assertRefused(WRONG_USE, "unknown keys: passwrod");
        }

        @Test
        void in_a_missing_file_are_told_to_be_missing() {
            lab.run(lab.command("run", "1", "--config", "none.properties"))
                    .assertRefused(WRONG_USE, "settings file none.properties does not exist", "check its name");
            lab.run(lab.worker("--config", "none.properties"))
                    .assertRefused(WRONG_USE, "settings file none.properties does not exist", "check its name");
        }

        @Test
        void with_a_password_file_that_cannot_be_read_are_told_only_that() {
            lab.run(lab.command("run", "1", "--url", NOBODY, "--user", "master", "--password-file", "none"))
                    .assertRefused(WRONG_USE, "password-file must be a file that can be read", "says \"none\"");
        }
    }

    @Nested
    class AnInput {

        @Test
        void that_is_missing_or_a_directory_is_told_before_anything_starts() {
            lab.run(lab.master("run", "--input", "none.txt"))
                    .assertRefused(WRONG_USE, "input none.txt does not exist", "--input");
            lab.run(lab.master("run", "--input", "."))
                    .assertRefused(WRONG_USE, "input . is a directory", "a file with one task a line");
        }

        @Test
        void of_no_text_is_told_by_its_line() {
            var noise = new byte[4_000];
            new Random(1).nextBytes(noise);
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes("1\n2\n3\n".getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(noise);
            runs("--input", file("noise.bin", bytes.toByteArray()))
                    .assertEndedWith(WRONG_USE, "line 4 of ", "noise.bin is not text in UTF-8", "convert the input");
        }

        @Test
        void that_is_broken_gzip_is_told() {
            runs("--input", file("plain.gz", "1\n2\n".getBytes(StandardCharsets.UTF_8)))
                    .assertRefused(WRONG_USE, "plain.gz cannot be read", "Not in GZIP format", "check --input");
            var whole = gzip("123456789\n".repeat(20_000)
                    + new Random(2).ints(5_000).boxed().toList());
            runs("--input", file("cut.gz", Arrays.copyOf(whole, whole.length / 2)), "--output", "cut.txt")
                    .assertEndedWith(WRONG_USE, "cut.gz cannot be read on after line ", "goes on there");
        }

        @Test
        void with_a_line_of_ten_megabytes_works() {
            var line = file("long.txt", "x".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
            var master = runs("--input", line, "--output", "long.out");
            assertThat(master.status()).as(master::err).isZero();
            assertThat(lab.file("long.out")).hasSize(10_000_001);
        }

        @Test
        void that_is_empty_is_a_job_without_tasks() {
            var master = runs("--input", file("empty.txt", new byte[0]));
            assertThat(master.status()).as(master::err).isZero();
            assertThat(master.out()).isEmpty();
            assertThat(master.err()).contains("0 tasks");
            var packed = runs("--input", file("empty.txt.gz", gzip("")));
            assertThat(packed.status()).as(packed::err).isZero();
        }

        @Test
        void of_json_lines_with_something_else_in_it_is_told_by_its_line() {
            var lines = lab.write("mixed.jsonl", List.of("\"a\"", "\"b\"", "5")).toString();
            runs("--input", lines, "--jsonl")
                    .assertEndedWith(WRONG_USE, "line 3 of ", "mixed.jsonl is not one JSON string");
            var broken = lab.write("broken.jsonl", List.of("\"a\"", "b")).toString();
            runs("--input", broken, "--jsonl").assertEndedWith(WRONG_USE, "line 2 of ", "is not a JSON string");
        }
    }

    @Nested
    class AnOutput {

        @Test
        void that_is_a_directory_or_in_none_is_told_before_anything_starts() {
            lab.run(lab.master("run", "1", "--output", "."))
                    .assertRefused(WRONG_USE, "output . is a directory", "the name of a file");
            lab.run(lab.master("run", "1", "--output", "none/out.txt"))
                    .assertRefused(WRONG_USE, "output none/out.txt cannot be written", "directory does not exist");
        }

        @Test
        void that_the_system_does_not_let_be_written_is_told_before_anything_starts() {
            // There nobody can make a file, whoever runs the test.
            lab.run(lab.master("run", "1", "--output", "/proc/out.txt", "--data", "fresh"))
                    .assertRefused(WRONG_USE, "output /proc/out.txt cannot be written", "check --output");
            assertThat(lab.file("fresh")).doesNotExist();
        }
    }

    @Nested
    class ABroker {

        @Test
        void on_a_port_in_use_is_told_what_else_to_do() {
            var listen = url().substring("tcp://".length());
            var port = listen.substring(listen.indexOf(':') + 1);
            lab.run(lab.command("serve", "--listen", listen, "--data", "other-data"))
                    .assertRefused(
                            WRONG_USE,
                            "port " + port + " of 127.0.0.1 is in use",
                            "another to listen on",
                            "by its URL");
        }

        @Test
        void on_a_data_directory_in_use_is_told_by_whom() {
            lab.run(lab.master("run", "1"))
                    .assertRefused(
                            WRONG_USE,
                            "data directory taskmaster-data is in use by process " + broker.id(),
                            "another data directory",
                            "credentials file taskmaster-data/credentials/master.properties and URL " + url());
        }

        @Test
        void on_a_data_directory_that_cannot_be_made_is_told_so() {
            lab.run(lab.master("serve", "--data", "/proc/data"))
                    .assertRefused(
                            WRONG_USE, "data directory /proc/data cannot be used", "give one that can be written");
            lab.write("in-the-way", List.of());
            lab.run(lab.master("serve", "--data", "in-the-way"))
                    .assertRefused(WRONG_USE, "data directory in-the-way cannot be used", "no directory");
        }

        @Test
        void at_an_address_of_another_machine_is_told_so() {
            lab.run(lab.command("serve", "--data", "other-data", "--listen", "192.0.2.1:0", "--insecure"))
                    .assertRefused(WRONG_USE, "192.0.2.1 is no address of this machine", "one of its own to listen on");
        }
    }

    @Nested
    class AConnection {

        @Test
        void with_a_wrong_password_is_refused_at_once() {
            var worker = lab.start(lab.worker("--config", withPassword("worker", "wrong-one")));
            assertThat(worker.awaitEnd(Duration.ofSeconds(15))).isEqualTo(REFUSED);
            worker.assertEndedWith(
                    REFUSED, "worker: the broker at " + url() + " refused the user \"worker\"", "credentials file");
            assertThat(worker.err()).doesNotContain("wrong-one");

            var master = lab.start(lab.command("run", "1", "--config", withPassword("master", "wrong-one")));
            assertThat(master.awaitEnd(Duration.ofSeconds(15))).isEqualTo(REFUSED);
            master.assertRefused(REFUSED, "refused the user \"master\"", "credentials file");
            assertThat(master.err()).doesNotContain("wrong-one");
        }

        @Test
        void with_the_credentials_of_a_worker_makes_no_master() {
            lab.run(lab.masterOf("worker", "run", "1"))
                    .assertEndedWith(REFUSED, "the user \"worker\" may not", "a user with that right");
        }

        @Test
        void with_nobody_is_waited_for_by_a_worker_that_says_so_once() {
            var config = lab.credentials("worker").toString();
            for (var url : List.of(NOBODY, "tcp://nowhere.invalid:61616")) {
                var worker = lab.start(lab.worker("--config", config, "--url", url));
                var line = "no broker answers at " + url + ": waiting for it";
                Lab.awaitSaying(worker, line);
                // By then it has tried again several times.
                Awaitility.await()
                        .pollDelay(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(10))
                        .until(worker::isAlive);
                assertThat(worker.err().lines())
                        .hasSize(2)
                        .filteredOn(said -> said.contains(line))
                        .hasSize(1);
                worker.close();
            }
        }

        @Test
        void with_nobody_ends_a_master() {
            for (var url : List.of(NOBODY, "tcp://nowhere.invalid:61616")) {
                lab.run(lab.masterOf("master", "run", "1", "--url", url))
                        .assertRefused(UNREACHABLE, "no broker answers at " + url, "master serve", "check the URL");
            }
        }

        @Test
        void by_a_broken_address_is_told_its_form() {
            lab.run(lab.masterOf("master", "run", "1", "--url", "http://localhost"))
                    .assertRefused(WRONG_USE, "url must be tcp://HOST:PORT", "option --url says \"http://localhost\"");
        }
    }

    private Program runs(String... arguments) {
        return lab.run(lab.masterOf("master", "run", "--timeout", "30s").with(arguments));
    }

    private String url() {
        return Lab.credential(lab.credentials("master"), "url");
    }

    private String password(String user) {
        return Lab.credential(lab.credentials(user), "password");
    }

    private String withPassword(String user, String password) {
        return lab.write(user + "-wrong.properties", List.of("url=" + url(), "user=" + user, "password=" + password))
                .toString();
    }

    private String file(String name, byte[] content) {
        try {
            return Files.write(lab.file(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
