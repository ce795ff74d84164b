package dev.taskmaster.master.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramOutputTest {

    private static final OutputMark START = OutputMark.start(OutputMark.STANDARD_OUTPUT);

    @TempDir
    Path directory = Path.of("target");

    private final List<String> seen = new ArrayList<>();

    private ProgramOutput output(@Nullable Path waitingFile) {
        return new ProgramOutput(
                new ResultConsumer() {
                    @Override
                    public void accept(Result result) {
                        seen.add(result.index() + " " + result);
                    }

                    @Override
                    public void flush() {
                        seen.add("flush");
                    }
                },
                waitingFile);
    }

    private static Result result(long index) {
        return new Result(index, new Outcome.Ok("r" + index), 2, "rack/north 1");
    }

    @Test
    void results_are_handed_out_as_they_come() {
        try (var sink = output(null).open(START)) {
            sink.write(result(1));
            assertThat(seen).containsExactly("1 r1");
            sink.write(result(0));
            assertThat(sink.flush().written()).isEqualTo(2);
            assertThat(seen).containsExactly("1 r1", "0 r0", "flush");
        }
    }

    @Test
    void in_order_one_that_came_early_is_handed_out_in_its_turn_also_after_a_crash() {
        var waiting = directory.resolve("made").resolve("waiting");
        OutputMark mark;
        try (var sink = output(waiting).open(START)) {
            sink.write(result(2));
            sink.write(result(0));
            mark = sink.flush();
            sink.committed();
        }
        assertThat(seen).containsExactly("0 r0", "flush");
        seen.clear();
        try (var sink = output(waiting).open(mark)) {
            sink.write(result(1));
            sink.flush();
            sink.committed();
        }
        assertThat(seen).containsExactly("1 r1", "2 r2", "flush");
        assertThat(waiting).doesNotExist();
    }

    @Test
    void what_was_handed_out_in_another_way_or_elsewhere_is_not_gone_on_with() {
        OutputMark mark;
        try (var sink = output(null).open(START)) {
            sink.write(result(0));
            mark = sink.flush();
        }
        assertThatExceptionOfType(JobConflictException.class)
                .isThrownBy(() -> output(directory.resolve("w")).open(mark))
                .withMessageContaining("as they came, not in order");
        assertThatExceptionOfType(JobConflictException.class)
                .isThrownBy(() -> new OutputChoice(directory.resolve("out"), Format.TEXT, "", null).open(mark))
                .withMessageContaining("1 results to a program");
        assertThatExceptionOfType(JobConflictException.class)
                .isThrownBy(() -> output(null).open(new OutputMark("/a/file", "text", 9, 1, 0)))
                .withMessageContaining("1 results to /a/file");
    }

    @Property(tries = 200)
    void a_result_that_waits_is_read_as_it_was_written(
            @ForAll @LongRange(min = 0) long index,
            @ForAll @IntRange(min = 1) int attempts,
            @ForAll String worker,
            @ForAll String text) {
        for (var outcome : List.of(new Outcome.Ok(text), new Outcome.Failed(Reason.TIMEOUT, text, worker + text))) {
            var written = new StringBuilder();
            // Halves of surrogate pairs are no text: nobody can send them.
            var result = new Result(index, outcome, attempts, worker.replaceAll("[\\ud800-\\udfff]", ""));
            new KeptResult().append(result, written);
            assertThat(written.toString().lines()).hasSize(1);
            assertThat(KeptResult.parse(written.toString().stripTrailing())).isEqualTo(result);
        }
    }
}
