package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KnownSlotsTest {

    private static final long NOW = Long.MAX_VALUE - 1_000;

    private final KnownSlots known = new KnownSlots();

    private static long after(Duration span) {
        return NOW + span.toNanos();
    }

    @Test
    void the_first_look_wants_a_list() {
        assertThat(known.wantsList(2_000, 1, NOW)).isTrue();
    }

    @Nested
    class AfterAListOf100 {

        private final Duration good = KnownSlots.A_CONSUMER.multipliedBy(100);

        {
            known.listed(100, 50, NOW);
        }

        @Test
        void a_change_is_not_looked_at_before_that_list_has_done_its_time() {
            assertThat(known.wantsList(101, 1, after(good.minusNanos(1)))).isFalse();
            assertThat(known.wantsList(101, 1, after(KnownSlots.A_CONSUMER.multipliedBy(101))))
                    .isTrue();
        }

        @Test
        void without_a_change_it_is_looked_at_again_after_twenty_looks() {
            for (int look = 1; look <= 20; look++) {
                assertThat(known.wantsList(100, 1, after(good))).isFalse();
            }
            assertThat(known.wantsList(100, 1, after(good))).isTrue();
        }

        @Test
        void however_often_it_is_looked_at_a_list_does_its_time() {
            for (int look = 1; look <= 100; look++) {
                assertThat(known.wantsList(100, 1, after(good.minusNanos(1)))).isFalse();
            }
        }

        @Test
        void the_slots_are_those_that_were_listed_while_their_consumers_can_be_as_many() {
            assertThat(known.slots(100)).isEqualTo(50);
            assertThat(known.slots(50)).isEqualTo(50);
            assertThat(known.slots(49)).as("each slot has a consumer").isEqualTo(49);
            assertThat(known.slots(0)).isZero();
            assertThat(known.slots(101)).as("no slot has three").isEqualTo(51);
            assertThat(known.slots(4_000)).isEqualTo(2_000);
        }
    }

    @Test
    void after_none_the_first_consumer_is_looked_at_at_once() {
        known.listed(100, 50, NOW);
        known.none();
        assertThat(known.wantsList(1, 1, NOW)).isTrue();
    }

    @Test
    void hundreds_of_masters_do_not_all_ask_for_thousands_of_consumers() {
        assertThat(known.wantsList(2_000, 200, NOW)).isFalse();
        assertThat(known.slots(2_000)).isEqualTo(2_000);
        assertThat(known.wantsList(2_000, 10, NOW)).isTrue();
        known.listed(2_000, 2_000, NOW);
        assertThat(known.wantsList(2_001, 10, after(Duration.ofSeconds(99)))).isFalse();
        assertThat(known.wantsList(2_001, 10, after(Duration.ofSeconds(101)))).isTrue();
    }
}
