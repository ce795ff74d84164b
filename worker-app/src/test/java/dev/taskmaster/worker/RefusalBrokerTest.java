package dev.taskmaster.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RefusalBrokerTest {

    private static TestBroker broker;

    @BeforeAll
    static void start_broker() throws Exception {
        broker = TestBroker.startSecured("worker-refused");
        broker.create("tasks.secret");
        broker.create("results.j");
    }

    @AfterAll
    static void stop_broker() {
        broker.close();
    }

    private static Worker worker(String password, QueueName queue) {
        var settings = WorkerSettings.of(broker.settings("worker", password)).withQueue(queue);
        return Worker.start(settings, task -> "");
    }

    @Test
    void a_wrong_password_ends_the_worker_and_names_the_user() {
        try (var worker = worker("bad", QueueName.DEFAULT)) {
            assertThatThrownBy(worker::awaitEnd)
                    .isInstanceOf(AccessRefusedException.class)
                    .hasMessageContaining("refused the user \"worker\"")
                    .hasMessageNotContaining("bad");
        }
    }

    @Test
    void a_queue_that_the_user_may_not_consume_ends_the_worker_and_is_named() {
        try (var worker = worker("good", new QueueName("secret"))) {
            assertThatThrownBy(worker::awaitEnd)
                    .isInstanceOf(AccessRefusedException.class)
                    .hasMessageContaining("may not take tasks from tasks.secret");
        }
    }

    @Test
    void an_answer_that_the_user_may_not_send_sets_the_task_aside_and_the_worker_goes_on() throws Exception {
        try (var worker = worker("good", QueueName.DEFAULT);
                var client = broker.client()) {
            client.send(new Chunk(new JobName("j"), 0, List.of("a"), 1, null), "results.j");
            assertThat(client.take("DLQ").getText()).isEqualTo("[\"a\"]");
            assertThat(worker.done()).isZero();
        }
    }
}
