package dev.taskmaster.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueStateTest {

    @ParameterizedTest
    @ValueSource(strings = {"tasks", "tasks.copies", "results", "results.monday", "jobs", "DLQ", "ExpiryQueue"})
    void taskmasters_queues_are_shown(String name) {
        assertThat(QueueState.isOurs(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "results.monday.submit",
                "tasksx",
                "DLQ.x",
                "activemq.notifications",
                "0b2c44f0-5d1c-11f0-9d5e-0242ac120002",
                ""
            })
    void locks_temporary_queues_and_those_of_others_are_not(String name) {
        assertThat(QueueState.isOurs(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks", "tasks.copies"})
    void workers_serve_queues_of_tasks(String name) {
        assertThat(QueueState.isOfTasks(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.tasks", "jobs", "tasksx"})
    void and_no_others(String name) {
        assertThat(QueueState.isOfTasks(name)).isFalse();
    }
}
