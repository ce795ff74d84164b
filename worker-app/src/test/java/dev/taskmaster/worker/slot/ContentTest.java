package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest {

    @Test
    void a_chunk_is_named_by_its_first_and_last_task() {
        assertThat(new Content.OfJob(new Chunk(new JobName("j"), 5, List.of("a", "b"), 1, null)).title())
                .isEqualTo("tasks 5 to 6 of job j");
    }

    @Test
    void a_chunk_of_one_is_named_by_its_task() {
        assertThat(new Content.OfJob(new Chunk(new JobName("j"), 5, List.of("a"), 1, null)).title())
                .isEqualTo("task 5 of job j");
    }
}
