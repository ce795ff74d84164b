package dev.taskmaster.master.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WithdrawalTest {

    private static final int TASKS = 12;

    @TempDir
    Path directory = Path.of("target");

    private Path file = Path.of("target");

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("out");
    }

    private OutputChoice choice(Format format, boolean ordered) {
        return new OutputChoice(file, format, "", ordered ? directory.resolve("out.waiting") : null);
    }

    /** Results with line breaks and quotes, so that records are not lines. */
    private static Result ok(long index) {
        return new Result(index, new Outcome.Ok("ok \"" + index + (index % 3 == 0 ? "\",\n2nd line" : "")), 1);
    }

    private static Result failed(long index) {
        return new Result(
                index, new Outcome.Failed(Reason.ERROR, "said\nwhy" + "y".repeat(1_500), "task " + index % 4), 3);
    }

    private static OutputMark write(OutputChoice choice, OutputMark mark, List<Result> results) {
        try (var sink = choice.open(mark)) {
            results.forEach(sink::write);
            var after = sink.flush();
            sink.committed();
            return after;
        }
    }

    private static OutputMark finished(OutputChoice choice, Set<Integer> failures) {
        return write(
                choice,
                OutputMark.start(choice.name()),
                LongStream.range(0, TASKS)
                        .mapToObj(i -> failures.contains((int) i) ? failed(i) : ok(i))
                        .toList());
    }

    private static Withdrawal withdrawal(OutputChoice choice, OutputMark mark, Set<Integer> failures) {
        var withdrawal = choice.withdrawal(mark);
        failures.forEach(index -> withdrawal.add(failed(index)));
        return withdrawal;
    }

    private static List<Result> answers(Set<Integer> failures) {
        var answers = new ArrayList<>(failures.stream().map(WithdrawalTest::ok).toList());
        Collections.shuffle(answers, new Random(1));
        return answers;
    }

    /** A directory of its own for each try, without JUnit's. */
    @Property(tries = 100)
    void a_file_in_order_is_in_the_end_as_if_nothing_had_failed(
            @ForAll Format format, @ForAll @Size(min = 1) Set<@IntRange(max = TASKS - 1) Integer> failures)
            throws IOException {
        Files.createDirectories(Path.of("target", "test-data"));
        directory = Files.createTempDirectory(Path.of("target", "test-data"), "withdrawal-");
        file = directory.resolve("out");
        var choice = choice(format, true);
        finished(choice, Set.of());
        var expected = Files.readAllBytes(file);

        var mark = finished(choice, failures);
        var without = withdrawal(choice, mark, failures).prepare();
        var after = write(choice, without, answers(failures));

        assertThat(file).hasBinaryContent(expected);
        assertThat(after.written()).isEqualTo(TASKS);
        assertThat(directory.resolve("out.waiting")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void a_file_as_results_come_has_each_once_and_no_failed_one(Format format) throws IOException {
        var failures = new TreeSet<>(Set.of(2, 3, 9));
        var choice = choice(format, false);
        var mark = finished(choice, failures);
        var without = withdrawal(choice, mark, failures).prepare();
        var after = write(choice, without, answers(failures));

        var text = Files.readString(file);
        assertThat(text).doesNotContain("said");
        assertThat(after.written()).isEqualTo(TASKS);
        assertThat(after.length()).isEqualTo(Files.size(file));
        LongStream.range(0, TASKS).forEach(i -> {
            var record = new StringBuilder();
            format.results("").append(ok(i), record);
            assertThat(text).containsOnlyOnce(record);
        });
        assertThat(directory.resolve("out.rest")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatever_ends_before_the_next_mark_is_done_again_from_the_last_one(Format format) throws IOException {
        var failures = new TreeSet<>(Set.of(0, 5, 11));
        for (boolean ordered : new boolean[] {false, true}) {
            var choice = choice(format, ordered);
            var mark = finished(choice, failures);
            var before = Files.readAllBytes(file);
            withdrawal(choice, mark, failures).prepare();
            assertThat(file).as("before the new mark counts").hasBinaryContent(before);

            var without = withdrawal(choice, mark, failures).prepare();
            try (var sink = choice.open(without)) {
                sink.write(ok(0));
                sink.flush();
                // Killed before the mark is in the broker.
            }
            var half = write(choice, without, List.of(ok(5)));
            write(choice, half, List.of(ok(0), ok(11)));
            assertThat(Files.readString(file)).doesNotContain("said").contains("ok");
            assertThat(Files.readString(file).split("2nd line", -1)).hasSize(5);
        }
    }

    @Test
    void only_those_that_are_done_again_are_taken_out() throws IOException {
        var choice = choice(Format.JSONL, true);
        var mark = finished(choice, Set.of(2, 7));
        var withdrawal = withdrawal(choice, mark, Set.of(7));
        assertThat(withdrawal.tally()).isEqualTo(new Tally(0, 1, 0, 0));
        assertThat(withdrawal.indexes()).hasToString("7");
        write(choice, withdrawal.prepare(), List.of(ok(7)));
        assertThat(Files.readAllLines(file)).hasSize(TASKS);
        assertThat(Files.readString(file)).containsOnlyOnce("\"failed\"").contains("{\"index\":2,\"failed\"");
    }

    @Test
    void a_file_that_was_changed_is_left_alone() throws IOException {
        var choice = choice(Format.CSV, false);
        var mark = finished(choice, Set.of(4));
        Files.writeString(file, Files.readString(file).replace("4,error", "4,ERROR"));
        refused(choice, mark, "is not as the job has written it");
        Files.writeString(file, "more");
        refused(choice, mark, "has 4 bytes, but the job has written " + mark.length());
        Files.delete(file);
        refused(choice, mark, "is not there");
        assertThat(file).doesNotExist();
    }

    private static void refused(OutputChoice choice, OutputMark mark, String words) {
        assertThatExceptionOfType(JobConflictException.class)
                .isThrownBy(() -> withdrawal(choice, mark, Set.of(4)).prepare())
                .withMessageContaining(words);
    }

    @Test
    void a_result_that_reads_like_a_failed_task_is_not_taken_for_one() {
        var choice = choice(Format.TEXT, false);
        var same = new Result(0, new Outcome.Ok("failed (error): no: x"), 1);
        var failed = new Result(1, new Outcome.Failed(Reason.ERROR, "no", "x"), 1);
        var mark = write(choice, OutputMark.start(choice.name()), List.of(same, failed));
        var withdrawal = choice.withdrawal(mark);
        withdrawal.add(failed);
        assertThatExceptionOfType(JobConflictException.class)
                .isThrownBy(withdrawal::prepare)
                .withMessageContaining("it cannot be told which are theirs");
    }

    @Test
    void what_was_printed_is_not_printed_again() {
        for (boolean ordered : new boolean[] {false, true}) {
            var choice = new OutputChoice(null, Format.TEXT, "", ordered ? directory.resolve("waiting-j") : null);
            var first = new ByteArrayOutputStream();
            var mark = finished(choice.through(out -> first), Set.of(3, 6));
            var printed = new ByteArrayOutputStream();
            write(
                    choice.through(out -> printed),
                    withdrawal(choice, mark, Set.of(3, 6)).prepare(),
                    List.of(ok(6), ok(3)));
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .isEqualTo(ordered ? text(ok(3)) + text(ok(6)) : text(ok(6)) + text(ok(3)));
        }
    }

    private static String text(Result result) {
        var text = new StringBuilder();
        Format.TEXT.results("").append(result, text);
        return text.toString();
    }

    @Test
    void the_output_that_a_mark_tells_of_is_the_one_it_was_made_by() {
        for (var format : Format.values()) {
            for (boolean ordered : new boolean[] {false, true}) {
                var choice = new OutputChoice(
                        file.toAbsolutePath().normalize(), format, "", ordered ? file.resolveSibling("w") : null);
                var again = OutputChoice.of(finished(choice, Set.of(1)), this::beside);
                assertThat(again.name()).isEqualTo(choice.name());
                assertThat(again.format()).isEqualTo(format);
                assertThat(again.waitingFile()).isEqualTo(choice.waitingFile());
            }
        }
    }

    private Path beside(@Nullable Path output) {
        assertThat(output).isNotNull();
        return file.resolveSibling("w");
    }

    @Test
    void the_results_that_went_to_a_program_are_that_programs_to_go_on_with() {
        var mark = new OutputMark(ProgramOutput.NAME, "calls", 0, 7, 0);
        assertThatExceptionOfType(JobConflictException.class)
                .isThrownBy(() -> OutputChoice.of(mark, any -> directory))
                .withMessageContaining("go on with that program");
    }
}
