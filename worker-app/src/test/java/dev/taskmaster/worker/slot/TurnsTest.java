package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.worker.End;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final FakeClock clock = new FakeClock();
    private final Life life = new Life(clock);
    private final Turns turns = new Turns(2, life);

    @Test
    void there_are_as_many_places_as_slots_while_nobody_knows_how_long_a_message_takes() {
        assertThat(turns.enter(SOON)).isTrue();
        assertThat(turns.enter(SOON)).isTrue();
        assertThat(turns.enter(SOON)).isFalse();
        turns.take(0, SOON);
        turns.take(1, SOON);
        assertThat(turns.enter(SOON)).isFalse();
    }

    @Test
    void no_more_lanes_run_than_there_are_slots() {
        assertThat(turns.take(0, SOON)).isTrue();
        assertThat(turns.take(3, SOON)).isTrue();
        assertThat(turns.take(1, SOON)).isFalse();
        turns.give(3);
        assertThat(turns.take(1, SOON)).isTrue();
    }

    @Test
    void a_lane_that_waits_is_woken_by_the_turn_that_ends() {
        turns.take(0, SOON);
        turns.take(1, SOON);
        var third = CompletableFuture.supplyAsync(() -> turns.take(2, LONG));
        turns.give(1);
        assertThat(third.join()).isTrue();
    }

    @Test
    void whoever_waits_goes_when_the_worker_ends() {
        turns.take(0, SOON);
        turns.take(1, SOON);
        life.onMove(turns::wake);
        var third = CompletableFuture.supplyAsync(() -> turns.take(2, LONG));
        life.abort(End.STOPPED);
        assertThat(third.join()).isFalse();
    }

    @Test
    void a_worker_that_takes_no_more_gives_no_place_though_one_is_free() {
        life.quiet(End.STOPPED);
        assertThat(turns.enter(SOON)).isFalse();
    }

    @Nested
    class AfterAShortMessage {

        private void a_message_took(Duration time) {
            turns.enter(SOON);
            turns.enter(SOON);
            turns.take(0, SOON);
            clock.advance(time);
            turns.give(0);
        }

        @Test
        void a_message_may_be_taken_ahead_for_each_slot_that_runs() {
            a_message_took(Duration.ofMillis(50));
            turns.take(0, SOON);
            assertThat(turns.enter(SOON)).isFalse();
            turns.take(1, SOON);
            assertThat(turns.enter(SOON)).isTrue();
            assertThat(turns.enter(SOON)).isTrue();
            assertThat(turns.enter(SOON)).isFalse();
        }

        @Test
        void lanes_that_wait_for_a_place_are_woken_when_there_are_some() {
            a_message_took(Duration.ofMillis(50));
            var third = CompletableFuture.supplyAsync(() -> turns.enter(LONG));
            var fourth = CompletableFuture.supplyAsync(() -> turns.enter(LONG));
            turns.take(0, SOON);
            turns.take(1, SOON);
            assertThat(third.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
            assertThat(fourth.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
        }

        @Test
        void none_is_taken_ahead_for_a_slot_that_runs_for_long_all_the_same() {
            a_message_took(Duration.ofMillis(50));
            turns.take(0, SOON);
            clock.advance(Duration.ofMillis(101));
            turns.take(1, SOON);
            assertThat(turns.enter(SOON)).isTrue();
            assertThat(turns.enter(SOON)).isFalse();
        }

        @Test
        void the_place_is_given_back_when_messages_become_long() {
            a_message_took(Duration.ofMillis(50));
            turns.take(0, SOON);
            turns.take(1, SOON);
            assertThat(turns.enter(SOON)).isTrue();
            clock.advance(Duration.ofMillis(101));
            turns.give(0);
            assertThat(turns.stay()).isFalse();
            assertThat(turns.stay()).isTrue();
        }
    }
}
