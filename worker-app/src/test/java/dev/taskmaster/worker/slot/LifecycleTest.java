package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.worker.End;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private static final long NOW = 5;

    private final Lifecycle running = Lifecycle.begin(0);

    @Test
    void it_begins_running_without_an_end() {
        assertThat(running).isEqualTo(new Lifecycle(Stage.RUNNING, null, 0));
    }

    @Test
    void a_move_forward_takes_the_reason_and_the_time() {
        assertThat(running.moved(Stage.QUIET, End.DONE, NOW)).isEqualTo(new Lifecycle(Stage.QUIET, End.DONE, NOW));
    }

    @Test
    void the_first_reason_stays() {
        var quiet = running.moved(Stage.QUIET, End.DONE, NOW);
        assertThat(quiet.moved(Stage.ABORTING, End.STOPPED, 9)).isEqualTo(new Lifecycle(Stage.ABORTING, End.DONE, 9));
    }

    @Test
    void a_breakdown_replaces_any_reason() {
        var quiet = running.moved(Stage.QUIET, End.DONE, NOW);
        assertThat(quiet.moved(Stage.QUIET, End.BROKEN, 9)).isEqualTo(new Lifecycle(Stage.QUIET, End.BROKEN, NOW));
    }

    @Test
    void a_stage_that_is_reached_already_is_not_reached_again() {
        var quiet = running.moved(Stage.QUIET, End.STOPPED, NOW);
        assertThat(quiet.moved(Stage.QUIET, End.STOPPED, 9)).isSameAs(quiet);
    }

    @Property
    void it_never_goes_back_and_has_an_end_from_the_first_move_on(@ForAll List<Move> moves) {
        var life = running;
        for (var move : moves) {
            var next = life.moved(move.target, move.reason, NOW);
            assertThat(next.stage()).isGreaterThanOrEqualTo(life.stage());
            assertThat(next.stage()).isGreaterThanOrEqualTo(move.target);
            assertThat(next.stage() == Stage.RUNNING).isEqualTo(next.end() == null);
            life = next;
        }
    }

    enum Move {
        QUIET_DONE(Stage.QUIET, End.DONE),
        QUIET_LOST(Stage.QUIET, End.SLOTS_LOST),
        STOP(Stage.QUIET, End.STOPPED),
        ABORT(Stage.ABORTING, End.STOPPED),
        BREAK(Stage.ABORTING, End.BROKEN),
        END(Stage.ENDED, End.STOPPED);

        private final Stage target;
        private final End reason;

        Move(Stage target, End reason) {
            this.target = target;
            this.reason = reason;
        }
    }
}
