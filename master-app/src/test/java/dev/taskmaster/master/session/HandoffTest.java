package dev.taskmaster.master.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HandoffTest {

    private static Result result(long index) {
        return new Result(index, new Outcome.Ok("r" + index), 1);
    }

    /** Does it on another thread, and returns once that waits there. */
    private static CompletableFuture<Void> waiting(Runnable act) {
        var done = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                act.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> thread.getState() == Thread.State.WAITING);
        return done;
    }

    @Test
    void a_result_is_acknowledged_only_when_its_reader_asks_for_the_next_one() throws Exception {
        var handoff = new Handoff(true);
        handoff.accept(result(0));
        var flushed = waiting(handoff::flush);
        assertThat(handoff.next()).isEqualTo(result(0));
        assertThat(flushed).isNotDone();
        var asked = waiting(() -> assertThat(handoff.hasNext()).isFalse());
        flushed.get(5, TimeUnit.SECONDS);
        handoff.end(null);
        asked.get(5, TimeUnit.SECONDS);
        assertThat(handoff.hasNext()).isFalse();
    }

    @Test
    void where_nobody_goes_on_with_the_job_nobody_waits_for_the_reader() {
        var handoff = new Handoff(false);
        handoff.accept(result(0));
        handoff.flush();
        assertThat(handoff.next()).isEqualTo(result(0));
    }

    @Test
    void a_reader_that_is_slow_holds_the_results_back() throws Exception {
        var handoff = new Handoff(false);
        for (int i = 0; i < 1_000; i++) {
            handoff.accept(result(i));
        }
        var more = waiting(() -> handoff.accept(result(1_000)));
        handoff.next();
        more.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_reader_that_leaves_ends_the_run_without_an_acknowledgement() {
        var handoff = new Handoff(true);
        handoff.accept(result(0));
        var flushed = waiting(handoff::flush);
        handoff.leave();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> flushed.get(5, TimeUnit.SECONDS));
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> handoff.accept(result(1)));
    }

    @Test
    void what_is_there_is_read_before_the_failure_is_told() {
        var handoff = new Handoff(true);
        handoff.accept(result(0));
        var lost = new BrokerUnreachableException("gone");
        handoff.end(lost);
        assertThat(handoff.next()).isEqualTo(result(0));
        assertThatExceptionOfType(BrokerUnreachableException.class)
                .isThrownBy(handoff::hasNext)
                .isSameAs(lost);
    }

    @Test
    void a_stream_that_somebody_else_closes_does_not_look_complete() {
        var handoff = new Handoff(true);
        handoff.leave();
        handoff.end(null);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(handoff::hasNext);
    }
}
