package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdlenessTest {

    private final Idleness idleness = new Idleness(2, 100);

    @Test
    void a_queue_that_a_slot_does_not_see_is_not_known_to_be_empty() {
        idleness.seesEmpty(0, 110);
        assertThat(idleness.emptyNanos(150)).isNull();
    }

    @Test
    void a_queue_is_empty_since_the_last_slot_found_it_so() {
        idleness.seesEmpty(0, 110);
        idleness.seesEmpty(1, 120);
        idleness.seesEmpty(1, 130);
        assertThat(idleness.emptyNanos(150)).isEqualTo(30);
    }

    @Test
    void a_slot_that_loses_the_broker_makes_it_unknown_again() {
        idleness.seesEmpty(0, 110);
        idleness.seesEmpty(1, 120);
        idleness.seesNothing(1, 130);
        assertThat(idleness.emptyNanos(150)).isNull();
    }

    @Test
    void the_time_without_a_task_goes_on_without_a_broker() {
        assertThat(idleness.withoutTaskNanos(150)).isEqualTo(50);
    }

    @Test
    void the_time_without_a_task_begins_when_the_last_one_ends() {
        idleness.busy(0, 110);
        assertThat(idleness.withoutTaskNanos(150)).isNull();
        assertThat(idleness.anyBusy()).isTrue();
        idleness.seesEmpty(0, 140);
        assertThat(idleness.withoutTaskNanos(150)).isEqualTo(10);
        assertThat(idleness.anyBusy()).isFalse();
    }

    @Test
    void a_spell_is_told_once_and_the_next_one_too() {
        assertThat(idleness.tellOnce()).isTrue();
        assertThat(idleness.tellOnce()).isFalse();
        idleness.busy(0, 110);
        assertThat(idleness.tellOnce()).isTrue();
    }
}
