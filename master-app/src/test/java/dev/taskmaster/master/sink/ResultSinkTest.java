package dev.taskmaster.master.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSinkTest {

    @TempDir
    Path directory = Path.of("target");

    private Path file = Path.of("target");

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("out.txt");
    }

    @Nested
    class AsResultsCome {

        @Test
        void the_file_is_cut_back_to_the_mark() throws IOException {
            OutputMark mark;
            try (var sink = plain(file).open(start())) {
                sink.write(ok(0));
                mark = sink.flush();
                sink.write(ok(1));
                sink.flush();
            }
            assertThat(file).hasContent("result 0\nresult 1\n");
            try (var sink = plain(file).open(mark)) {
                sink.write(ok(2));
                assertThat(sink.flush().written()).isEqualTo(2);
            }
            assertThat(Files.readString(file)).isEqualTo("result 0\nresult 2\n");
        }

        @Test
        void what_stood_in_the_file_before_the_job_is_replaced() throws IOException {
            Files.writeString(file, "old and much longer than what comes");
            try (var sink = plain(file).open(start())) {
                sink.write(ok(0));
                sink.flush();
            }
            assertThat(Files.readString(file)).isEqualTo("result 0\n");
        }

        @Test
        void a_file_that_became_shorter_is_refused() throws IOException {
            Files.writeString(file, "short");
            var mark = new OutputMark(plain(file).name(), "text", 100, 3, 0);
            assertThatExceptionOfType(JobConflictException.class)
                    .isThrownBy(() -> plain(file).open(mark))
                    .withMessageContaining("has 5 bytes, but 100 bytes of results were written");
        }

        @Test
        void another_file_than_before_is_refused() {
            var mark = new OutputMark("/elsewhere/out.txt", "text", 100, 3, 0);
            assertThatExceptionOfType(JobConflictException.class)
                    .isThrownBy(() -> plain(file).open(mark))
                    .withMessageContaining("give --output /elsewhere/out.txt");
        }

        @Test
        void another_order_or_format_than_before_is_refused() {
            var mark = new OutputMark(plain(file).name(), "text", 100, 3, 0);
            assertThatExceptionOfType(JobConflictException.class)
                    .isThrownBy(() -> ordered(file).open(mark))
                    .withMessageContaining("results as text, not as text in order");
            assertThatExceptionOfType(JobConflictException.class)
                    .isThrownBy(() -> new OutputChoice(file, Format.CSV, "", null).open(mark))
                    .withMessageContaining("results as text, not as csv");
            var waits = new OutputMark("-", "text in order", 100, 3, 70);
            assertThatExceptionOfType(JobConflictException.class)
                    .isThrownBy(() -> ordered(file).open(waits))
                    .withMessageContaining("results to standard output: give --output -");
        }

        @Test
        void a_file_that_another_sink_writes_is_refused() {
            try (var sink = plain(file).open(start())) {
                sink.write(ok(0));
                assertThatExceptionOfType(JobConflictException.class)
                        .isThrownBy(() -> plain(file).open(start()))
                        .withMessageContaining("is being written by another master");
            }
        }

        @Test
        void a_file_in_no_directory_is_refused() {
            assertThatExceptionOfType(InvalidUseException.class)
                    .isThrownBy(() -> plain(directory.resolve("none/out.txt")).open(start()))
                    .withMessageContaining("its directory does not exist");
        }

        @Test
        void the_header_of_a_table_comes_once() throws IOException {
            var choice = new OutputChoice(file, Format.CSV, "", null);
            OutputMark mark;
            try (var sink = choice.open(start())) {
                sink.write(ok(0));
                mark = sink.flush();
            }
            try (var sink = choice.open(mark)) {
                sink.write(ok(1));
                sink.flush();
            }
            assertThat(Files.readString(file)).isEqualTo("index,status,text,task\n0,ok,result 0,\n1,ok,result 1,\n");
        }
    }

    @Nested
    class InTheOrderOfTheTasks {

        @Test
        void an_early_result_waits_for_its_turn() throws IOException {
            try (var sink = ordered(file).open(start())) {
                sink.write(ok(2));
                sink.write(ok(1));
                sink.flush();
                sink.committed();
                assertThat(Files.readString(file)).isEmpty();
                sink.write(ok(0));
                assertThat(sink.flush()).isEqualTo(new OutputMark(ordered(file).name(), "text in order", 27, 3, 0));
                sink.committed();
            }
            assertThat(Files.readString(file)).isEqualTo("result 0\nresult 1\nresult 2\n");
            assertThat(waiting(file)).doesNotExist();
        }
    }

    /** Crashes at any moment, in any order of results: the file ends as that of an undisturbed run. */
    @Property(tries = 150)
    void ordered_output_survives_crashes_at_any_moment(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-data")), "sink");
        var output = folder.resolve("out.txt");
        int count = random.nextInt(60);
        var open = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(open, random);
        var acknowledged = new HashSet<Integer>();
        var mark = OutputMark.start("-");
        while (acknowledged.size() < count) {
            try (var sink = ordered(output).open(mark)) {
                boolean alive = true;
                while (alive && acknowledged.size() < count) {
                    var batch = open.stream()
                            .filter(index -> !acknowledged.contains(index))
                            .limit(1 + random.nextInt(10))
                            .toList();
                    batch.forEach(index -> sink.write(ok(index)));
                    var reached = sink.flush();
                    int fate = random.nextInt(4);
                    if (fate == 0) {
                        alive = false; // before the commit
                    } else {
                        mark = reached;
                        acknowledged.addAll(batch);
                        if (fate == 1) {
                            alive = false; // after the commit, before anybody heard of it
                        } else {
                            sink.committed();
                        }
                    }
                }
            }
        }
        if (count > 0) {
            assertThat(Files.readString(output))
                    .isEqualTo(IntStream.range(0, count)
                            .mapToObj(index -> "result " + index + "\n")
                            .collect(Collectors.joining()));
        }
    }

    private static OutputMark start() {
        return OutputMark.start("-");
    }

    private static OutputChoice plain(Path file) {
        return choice(file, null);
    }

    private static OutputChoice ordered(Path file) {
        return choice(file, waiting(file));
    }

    private static Path waiting(Path file) {
        return file.resolveSibling("out.waiting");
    }

    private static OutputChoice choice(Path file, @Nullable Path waiting) {
        return new OutputChoice(file, Format.TEXT, "", waiting);
    }

    private static Result ok(long index) {
        return new Result(index, new Outcome.Ok("result " + index), 1);
    }
}
