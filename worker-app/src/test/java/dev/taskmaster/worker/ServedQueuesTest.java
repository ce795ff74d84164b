package dev.taskmaster.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.taskmaster.task.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedQueuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"tasks", "gpu,tasks", "gpu=3,tasks=1", "a,b,c", "alone=7"})
    void a_text_is_read_and_written_alike(String text) {
        assertThat(ServedQueues.parse(text)).hasToString(text);
    }

    @Test
    void names_alone_are_an_order_and_numbers_are_weights() {
        assertThat(ServedQueues.parse("gpu, tasks").names())
                .containsExactly(new QueueName("gpu"), new QueueName("tasks"));
        assertThat(ServedQueues.parse("gpu,tasks").weighted()).isFalse();
        assertThat(ServedQueues.parse("gpu=3,tasks=1").shares())
                .containsExactly(
                        new ServedQueues.Share(new QueueName("gpu"), 3),
                        new ServedQueues.Share(new QueueName("tasks"), 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpu=3,tasks | must give each queue a weight",
                "gpu=0,tasks=1 | weights from 1 to 1000, but gpu has 0",
                "gpu=x,tasks=1 | weights from 1 to 1000, but one is \"x\"",
                "gpu,gpu | must not name a queue twice",
                "gpu, | queue",
                "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q | 1 to 16 queues"
            })
    void anything_else_is_refused_with_its_rule(String text, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServedQueues.parse(text))
                .withMessageContaining(rule);
    }
}
