package dev.taskmaster.master.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import org.junit.jupiter.api.Test;

class FormatTest {

    private static final Result OK = new Result(3, new Outcome.Ok("a,\"b\"\nc"), 1);
    private static final Result FAILED =
            new Result(4, new Outcome.Failed(Reason.TIMEOUT, "took longer than 2s", "the task"), 3);

    @Test
    void text_is_the_result_and_a_failure_says_why() {
        assertThat(written(Format.TEXT, OK)).isEqualTo("> a,\"b\"\nc\n");
        assertThat(written(Format.TEXT, FAILED)).isEqualTo("> failed (timeout): took longer than 2s: the task\n");
    }

    @Test
    void a_failure_is_one_line_of_text_and_not_too_long() {
        var failed = new Outcome.Failed(Reason.ERROR, "first\r\nsecond" + "x".repeat(2_000), "a\nb");
        assertThat(written(Format.TEXT, new Result(0, failed, 1)))
                .startsWith("> failed (error): first secondxxx")
                .endsWith("xxx...: a b\n")
                .hasLineCount(1)
                .hasSizeLessThan(1_050);
    }

    @Test
    void json_lines_keep_every_text_on_one_line() {
        assertThat(written(Format.JSONL, OK)).isEqualTo("{\"index\":3,\"ok\":\"a,\\\"b\\\"\\nc\"}\n");
        assertThat(written(Format.JSONL, FAILED))
                .isEqualTo("{\"index\":4,\"failed\":\"timeout\",\"message\":\"took longer than 2s\","
                        + "\"task\":\"the task\",\"attempts\":3}\n");
    }

    @Test
    void csv_quotes_what_needs_it() {
        assertThat(written(Format.CSV, OK)).isEqualTo("3,ok,\"a,\"\"b\"\"\nc\",\n");
        assertThat(written(Format.CSV, FAILED)).isEqualTo("4,timeout,took longer than 2s,the task\n");
        assertThat(Format.CSV.results("").header()).isEqualTo("index,status,text,task\n");
    }

    private static String written(Format format, Result result) {
        var text = new StringBuilder();
        format.results("> ").append(result, text);
        return text.toString();
    }
}
