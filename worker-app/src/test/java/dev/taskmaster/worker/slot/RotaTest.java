package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.worker.ServedQueues;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RotaTest {

    @Test
    void without_weights_it_is_the_order_of_the_list_for_ever() {
        var rota = new Rota(ServedQueues.parse("gpu,tasks"));
        for (int message = 0; message < 10; message++) {
            assertThat(rota.order()).containsExactly(0, 1);
            rota.took(message % 2);
        }
    }

    @Property
    void with_weights_every_stretch_of_messages_has_them_in_that_proportion(
            @ForAll @IntRange(min = 1, max = 20) int one, @ForAll @IntRange(min = 1, max = 20) int other) {
        var rota = new Rota(ServedQueues.parse("gpu=" + one + ",tasks=" + other));
        int ofOne = 0;
        for (int message = 1; message <= 200; message++) {
            int place = rota.order().get(0);
            rota.took(place);
            ofOne += place == 0 ? 1 : 0;
            assertThat(ofOne).isBetween(message * one / (one + other) - 1, message * one / (one + other) + 2);
        }
    }

    @Test
    void a_queue_that_was_empty_saves_nothing_up() {
        var rota = new Rota(ServedQueues.parse("gpu=1,tasks=1"));
        for (int message = 0; message < 1_000; message++) {
            rota.took(1);
        }
        int gpu = 0;
        for (int message = 0; message < 10; message++) {
            int place = rota.order().get(0);
            rota.took(place);
            gpu += place == 0 ? 1 : 0;
        }
        assertThat(gpu).isBetween(5, 6);
    }
}
