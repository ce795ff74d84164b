package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With a queue that always has messages of some priorities. */
class LowerTurnTest {

    private final LowerRest rest = new LowerRest();
    private final LowerTurn turn = new LowerTurn(new Random(1), rest);
    private final FakeClock clock = new FakeClock();
    private int asked;

    private List<Integer> taken(int count, Integer... priorities) {
        var taken = new ArrayList<Integer>();
        while (taken.size() < count) {
            taken.add(next(Arrays.asList(priorities)));
        }
        return taken;
    }

    private int next(List<Integer> priorities) {
        int below = turn.below(clock.getAsLong());
        while (below != LowerTurn.NO_BOUND) {
            asked++;
            int bound = below;
            var lower = priorities.stream().filter(priority -> priority < bound).max(Integer::compare);
            if (lower.isPresent()) {
                turn.tookLower();
                return lower.get();
            }
            turn.noneLower(clock.getAsLong());
            below = turn.below(clock.getAsLong());
        }
        int first = priorities.stream().max(Integer::compare).orElseThrow();
        turn.took(first);
        return first;
    }

    @Test
    void one_of_ten_messages_is_of_the_lower_priority() {
        var taken = taken(100, 9, 4);
        assertThat(taken.subList(0, 10)).containsExactly(9, 9, 9, 9, 9, 9, 9, 9, 9, 4);
        assertThat(taken).filteredOn(priority -> priority == 4).hasSize(10);
    }

    @Test
    void each_of_several_lower_ones_has_its_turn_soon() {
        var lower = taken(1_000, 9, 6, 4, 0).stream()
                .filter(priority -> priority < 9)
                .toList();
        assertThat(lower).hasSize(100);
        for (int priority : List.of(6, 4, 0)) {
            assertThat(lower.subList(0, 20)).contains(priority);
            // A ninth of them at least, by the bounds from 1 to 9 that chance has.
            assertThat(lower).filteredOn(other -> other == priority).hasSizeGreaterThan(5);
        }
    }

    @Test
    void the_next_lower_one_is_found_wherever_the_search_begins() {
        assertThat(taken(1_000, 9, 8)).filteredOn(priority -> priority == 8).hasSize(100);
    }

    @Test
    void where_there_is_none_it_is_asked_once_a_second_at_most() {
        taken(1_000, 4);
        // Below some bound, and then below the first in line.
        assertThat(asked).isBetween(1, 2);
        clock.advance(LowerRest.TIME);
        taken(1_000, 4);
        assertThat(asked).isBetween(2, 4);
        clock.advance(LowerRest.TIME);
        assertThat(taken(10, 4, 1)).contains(1);
    }

    @Test
    void nothing_is_asked_where_nothing_can_be_lower() {
        taken(1_000, 0);
        assertThat(asked).isZero();
    }

    @Test
    void when_the_higher_ones_are_done_the_lower_ones_are_first_in_line() {
        taken(95, 9, 4);
        assertThat(taken(20, 4)).containsOnly(4);
        assertThat(taken(20, 7, 4)).contains(7, 4);
    }

    @Test
    void what_one_lane_has_found_out_the_others_of_its_worker_need_not_ask() {
        taken(10, 4);
        var other = new LowerTurn(new Random(2), rest);
        for (int message = 0; message < 20; message++) {
            other.took(4);
        }
        assertThat(other.below(clock.getAsLong())).isEqualTo(LowerTurn.NO_BOUND);
        clock.advance(LowerRest.TIME);
        assertThat(other.below(clock.getAsLong())).isNotEqualTo(LowerTurn.NO_BOUND);
        asked = 0;
        taken(20, 4);
        assertThat(asked).as("while the other one asks").isZero();
    }

    @Test
    void while_nothing_is_known_one_lane_asks_for_all() {
        var others = List.of(new LowerTurn(new Random(2), rest), new LowerTurn(new Random(3), rest));
        for (int message = 0; message < 20; message++) {
            others.forEach(lane -> lane.took(4));
        }
        assertThat(others.get(0).below(clock.getAsLong())).isNotEqualTo(LowerTurn.NO_BOUND);
        assertThat(others.get(1).below(clock.getAsLong())).isEqualTo(LowerTurn.NO_BOUND);
        others.get(0).tookLower();
        assertThat(others.get(1).below(clock.getAsLong()))
                .as("there is something")
                .isNotEqualTo(LowerTurn.NO_BOUND);
    }

    @Test
    void that_nothing_is_below_one_priority_says_nothing_of_a_higher_one() {
        taken(10, 4);
        var other = new LowerTurn(new Random(2), rest);
        for (int message = 0; message < 20; message++) {
            other.took(9);
        }
        assertThat(other.below(clock.getAsLong())).isNotEqualTo(LowerTurn.NO_BOUND);
    }
}
