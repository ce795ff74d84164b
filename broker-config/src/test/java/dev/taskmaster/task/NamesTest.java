package dev.taskmaster.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.message.Addresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "#", "*", "a b", "ü", "a/b", "a::b", "x\n"})
    void a_name_that_an_address_would_give_a_meaning_is_refused(String text) {
        assertThatThrownBy(() -> new JobName(text)).hasMessageStartingWith("job must be 1 to 100 letters");
        assertThatThrownBy(() -> new QueueName(text)).hasMessageStartingWith("queue must be 1 to 100 letters");
    }

    @Test
    void a_name_has_a_hundred_characters_at_most() {
        assertThat(new JobName("a".repeat(100))).hasToString("a".repeat(100));
        assertThatThrownBy(() -> new JobName("a".repeat(101))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_default_queue_has_the_short_address_and_others_are_below_it() {
        assertThat(Addresses.ofTasks(QueueName.DEFAULT)).isEqualTo("tasks");
        assertThat(Addresses.ofTasks(new QueueName("video"))).isEqualTo("tasks.video");
        assertThat(Addresses.ofResults(new JobName("j-1"))).isEqualTo("results.j-1");
    }
}
