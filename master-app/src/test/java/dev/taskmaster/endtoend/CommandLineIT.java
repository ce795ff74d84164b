package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types is either understood or answered in one line that says how it is right; no broker starts for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {

    private static final int WRONG_USE = 2;

    private final Lab lab = Lab.open();

    @AfterAll
    void endPrograms() {
        lab.close();
    }

    @Nested
    class ACommandLine {

        @Test
        void without_a_command_is_told_which_there_are() {
            lab.run(lab.command())
                    .assertRefused(
                            WRONG_USE,
                            "no command given",
                            "the commands are run, submit, collect, serve, init, bench, status, queues, jobs, workers, failed",
                            "master --help");
        }

        @Test
        void with_an_unknown_command_is_told_which_there_are() {
            lab.run(lab.command("rnu"))
                    .assertRefused(WRONG_USE, "unknown command \"rnu\"", "run, submit, collect, serve");
        }

        @Test
        void with_an_unknown_option_is_told_a_similar_one() {
            lab.run(lab.command("run", "--keep-oder"))
                    .assertRefused(
                            WRONG_USE, "unknown option --keep-oder", "did you mean --keep-order", "master run --help");
            lab.run(lab.worker("--colour")).assertRefused(WRONG_USE, "unknown option --colour", "worker --help");
        }

        @Test
        void with_a_password_is_told_why_not_and_the_password_is_not_repeated() {
            for (var given : List.of(lab.worker("--password", "hunter2"), lab.worker("--password=hunter2"))) {
                var program = lab.run(given);
                program.assertRefused(WRONG_USE, "no option --password", "--password-file");
                assertThat(program.err()).doesNotContain("hunter2");
            }
        }

        @Test
        void with_an_argument_too_many_is_told_which() {
            lab.run(lab.worker("square")).assertRefused(WRONG_USE, "unexpected argument \"square\"", "worker --help");
            lab.run(lab.command("serve", "now")).assertRefused(WRONG_USE, "unexpected argument \"now\"");
        }

        @Test
        void without_the_value_of_an_option_is_told_which() {
            lab.run(lab.command("run", "--queue")).assertRefused(WRONG_USE, "--queue", "master run --help");
        }

        @Test
        void with_bad_values_is_told_all_of_them_at_once() {
            lab.run(lab.command(
                            "run",
                            "1",
                            "--chunk",
                            "0",
                            "--priority",
                            "77",
                            "--timeout",
                            "soon",
                            "--format",
                            "xml",
                            "--retries",
                            "-1",
                            "--queue",
                            "a.b",
                            "--job",
                            "x/y",
                            "--listen",
                            "here",
                            "--progress",
                            "much"))
                    .assertRefused(
                            WRONG_USE,
                            "chunk must be a whole number from 1 to 100000, but option --chunk says \"0\"",
                            "priority must be a whole number from 0 to 9, but option --priority says \"77\"",
                            "timeout must be a time such as 50ms, 12s, 1.5m or 2h, but option --timeout says \"soon\"",
                            "format must be one of text, jsonl, csv, but option --format says \"xml\"",
                            "retries must be a whole number from 0 to 1000, but option --retries says \"-1\"",
                            "queue must be 1 to 100 letters, digits, '-' or '_', but is \"a.b\" (option --queue)",
                            "job must be 1 to 100 letters, digits, '-' or '_', but is \"x/y\" (option --job)",
                            "listen must be HOST:PORT with a port from 0 to 65535, but option --listen says \"here\"",
                            "progress must be one of bar, plain, json, none, but option --progress says \"much\"");
        }

        @Test
        void of_a_worker_with_bad_values_is_told_all_of_them_at_once() {
            lab.run(lab.worker("--handler", "cube", "-c", "0", "-q", "a b", "--max-idle", "x", "--max-tasks", "many"))
                    .assertRefused(
                            WRONG_USE,
                            "handler must be one of square, echo, sleep, bench, but option --handler says \"cube\"",
                            "concurrency must be a whole number from 1 to 1000, but option --concurrency says \"0\"",
                            "queue must be 1 to 100 letters, digits, '-' or '_', but is \"a b\" (option --queue)",
                            "max-idle must be a time such as",
                            "max-tasks must be a whole number of at least 1");
        }

        @Test
        void without_tasks_is_told_how_to_give_them() {
            lab.run(lab.command("run"))
                    .assertRefused(WRONG_USE, "tasks are missing", "arguments", "--input", "--random");
        }

        @Test
        void with_tasks_in_two_ways_is_told_to_choose() {
            lab.run(lab.command("run", "1", "--input", "-"))
                    .assertRefused(WRONG_USE, "tasks are given twice", "choose one way");
            lab.run(lab.command("run", "1", "--jsonl")).assertRefused(WRONG_USE, "jsonl goes with --input only");
        }

        @Test
        void without_the_job_to_collect_or_to_submit_is_told_so() {
            lab.run(lab.command("collect")).assertRefused(WRONG_USE, "job is missing");
            lab.run(lab.command("submit", "1")).assertRefused(WRONG_USE, "job is missing");
        }
    }

    @Nested
    class Help {

        @ParameterizedTest
        @ValueSource(strings = {"", "run", "submit", "collect", "serve"})
        void of_the_master_fits_a_terminal_and_tells_the_defaults(String name) {
            var help = lab.run(name.isEmpty() ? lab.command("--help") : lab.command(name, "--help"));
            assertThat(help.status()).isZero();
            assertThat(help.err()).isEmpty();
            assertThat(help.out()).contains("Usage: master", "Exit status: 0", "-V, --version");
            assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
            if (!name.isEmpty()) {
                assertThat(help.out()).contains("(default:", "taskmaster-data).", "TASKMASTER_");
            }
        }

        @Test
        void of_the_worker_fits_a_terminal_and_tells_the_defaults() {
            var help = lab.run(lab.worker("--help"));
            assertThat(help.status()).isZero();
            assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
            assertThat(help.out()).contains("Usage: worker", "square, echo", "(default: 25s)", "Exit status: 0");
        }

        @Test
        void has_the_version_beside_it() {
            assertThat(lab.run(lab.command("--version")).out()).matches("taskmaster [0-9].*\n");
            assertThat(lab.run(lab.worker("--version")).out()).matches("taskmaster [0-9].*\n");
        }
    }
}
