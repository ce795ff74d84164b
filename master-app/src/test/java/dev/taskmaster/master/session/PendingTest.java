package dev.taskmaster.master.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PendingTest {

    private final Pending pending = new Pending((task, unsent) ->
            (task.isSent() ? "task " + task.index() : "not sent") + ", " + unsent + " unsent, " + task.attempt(2));

    private static Result ok(long index, String text) {
        return new Result(index, new Outcome.Ok(text), 1, "w");
    }

    @Test
    void each_future_gets_the_result_of_its_own_task() throws Exception {
        var first = pending.add("a");
        var second = pending.add("b");
        assertThat(pending.next()).isEqualTo("a");
        assertThat(pending.next()).isEqualTo("b");
        pending.accept(ok(1, "B"));
        pending.accept(ok(0, "A"));
        assertThat(first.get(5, TimeUnit.SECONDS).text()).isEqualTo("A");
        assertThat(second.get(5, TimeUnit.SECONDS).text()).isEqualTo("B");
    }

    @Test
    void a_future_completes_on_another_thread_than_the_one_that_brings_the_result() throws Exception {
        var thread = pending.add("a").thenApply(result -> Thread.currentThread());
        pending.next();
        pending.accept(ok(0, "A"));
        assertThat(thread.get(5, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void a_task_that_is_cancelled_in_time_is_not_sent() {
        pending.add("a").cancel(false);
        assertThat(pending.ready()).isFalse();
        pending.add("b").cancel(false);
        assertThat(pending.add("c")).isNotDone();
        assertThat(pending.ready()).isTrue();
        assertThat(pending.next()).isEqualTo("c");
        assertThat(pending.ready()).isFalse();
    }

    @Test
    void the_payloads_end_when_it_is_closed() {
        assertThat(pending.add("a")).isNotDone();
        pending.end();
        assertThat(pending.next()).isEqualTo("a");
        assertThat(pending.ready()).isTrue();
        assertThat(pending.next()).isNull();
    }

    @Test
    void a_wait_in_vain_tells_what_is_known() {
        var future = pending.add("a");
        assertThat(pending.add("b")).isNotDone();
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> future.get(10, TimeUnit.MILLISECONDS))
                .withMessage("no result within 10ms: not sent, 2 unsent, in attempt 1 of 3");
        pending.next();
        pending.again(0, 1, new Outcome.Failed(Reason.ERROR, "no", "a"));
        pending.again(0, 2, new Outcome.Failed(Reason.TIMEOUT, "late", "a"));
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> future.thenApply(Result::text).get(10, TimeUnit.MILLISECONDS))
                .withMessage(
                        "no result within 10ms: task 0, 1 unsent, in attempt 3 of 3; the one before: timeout: late");
    }

    @Test
    void what_has_no_result_when_the_broker_is_lost_fails_with_that_also_what_comes_later() throws Exception {
        var answered = pending.add("a");
        var sent = pending.add("b");
        var unsent = pending.add("c");
        pending.next();
        pending.next();
        pending.accept(ok(0, "A"));
        var lost = new BrokerUnreachableException("gone");
        pending.fail(lost);
        for (var future : java.util.List.of(sent, unsent, pending.add("d"))) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> future.get(5, TimeUnit.SECONDS))
                    .withCause(lost);
        }
        assertThat(answered.get(5, TimeUnit.SECONDS).text()).isEqualTo("A");
    }

    @Test
    void what_has_no_result_when_it_is_closed_is_cancelled() {
        var future = pending.add("a");
        pending.fail(null);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> future.get(5, TimeUnit.SECONDS));
    }

    @Test
    void an_interrupt_ends_the_wait_for_payloads_and_stays() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(pending::next);
        assertThat(Thread.interrupted()).isTrue();
    }
}
