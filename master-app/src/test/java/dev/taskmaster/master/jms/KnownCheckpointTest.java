package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.task.JobName;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KnownCheckpointTest {

    private final AtomicReference<String> broker = new AtomicReference<>();
    private final KnownCheckpoint known = new KnownCheckpoint(new JobName("j"), broker::get);

    @Test
    void a_broken_commit_counted_when_its_checkpoint_stands_there() {
        known.committed("one");
        broker.set("two");
        assertThat(known.isOrWas("two")).isTrue();
    }

    @Test
    void it_did_not_when_the_one_before_stands_there() {
        known.committed("one");
        broker.set("one");
        assertThat(known.isOrWas("two")).isFalse();
    }

    @Test
    void the_first_one_has_nothing_before_it() {
        assertThat(known.isOrWas("one")).isFalse();
        assertThatCode(known::check).doesNotThrowAnyException();
    }

    @Test
    void a_broker_that_does_not_know_what_was_answered_is_not_gone_on_with() {
        known.committed("two");
        broker.set("one");
        assertThatThrownBy(known::check)
                .isInstanceOf(JobConflictException.class)
                .hasMessageContaining("does not know how far job j was");
        assertThatThrownBy(() -> known.isOrWas("three")).isInstanceOf(JobConflictException.class);
        broker.set(null);
        assertThatThrownBy(known::check).isInstanceOf(JobConflictException.class);
        broker.set("two");
        assertThatCode(known::check).doesNotThrowAnyException();
    }
}
