package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HandTest {

    private static final Duration BOUND = Duration.ofNanos(100);

    private final Content.OfJob content = FakeBroker.chunk(null, "a", "b", "c", "d");
    private final Sent sent = new Sent();
    private final Hand hand = new Hand(delivery(), content);

    private Delivery delivery() {
        try (var broker = new FakeBroker(new FakeClock())) {
            broker.send(content, 1);
            return Objects.requireNonNull(Objects.requireNonNull(broker.open()).receive(Duration.ZERO));
        }
    }

    @Test
    void is_held_up_when_its_task_runs_for_longer_than_the_bound() {
        assertThat(hand.isHeldUp(1_000, BOUND)).isFalse();
        hand.begin(1_000);
        assertThat(hand.isHeldUp(1_100, BOUND)).isFalse();
        assertThat(hand.isHeldUp(1_101, BOUND)).isTrue();
    }

    @Test
    void with_one_task_left_and_the_others_answered_is_not_held_up() {
        hand.begin(0);
        hand.add(new Outcome.Ok("A"));
        assertThat(hand.answerEarly(sent, "w")).isTrue();
        assertThat(hand.isHeldUp(1_000, BOUND)).isFalse();
    }

    @Nested
    class WhatRuns {

        @Test
        void is_nothing_before_its_turn() {
            assertThat(hand.run(1_000)).isNull();
        }

        @Test
        void is_the_first_task_without_an_outcome() {
            hand.begin(1_000);
            hand.add(new Outcome.Ok("A"));
            assertThat(hand.run(6_000)).isEqualTo(new Standing.Run(content.task(1), Duration.ofNanos(5_000)));
        }

        @Test
        void is_nothing_once_all_have_ended() {
            hand.begin(1_000);
            hand.leaveRest();
            assertThat(hand.run(6_000)).isNull();
        }
    }

    @Nested
    class AnsweredEarly {

        @Test
        void sends_what_is_finished_and_hands_back_what_has_not_begun() {
            hand.add(new Outcome.Ok("A"));
            hand.addRunTime(5_000);
            hand.answerEarly(sent, "w");
            assertThat(sent.replies).extracting(Reply::first).containsExactly(0L, 2L);
            assertThat(sent.replies.get(0).outcomes()).containsExactly(new Outcome.Ok("A"));
            assertThat(sent.replies.get(0).runMicros()).isEqualTo(5);
            assertThat(sent.replies.get(1).outcomes()).containsExactly(new Outcome.Again("c"), new Outcome.Again("d"));
        }

        @Test
        void answers_with_its_delivery_only_what_is_left() {
            hand.add(new Outcome.Ok("A"));
            hand.answerEarly(sent, "w");
            assertThat(hand.next().payload()).isEqualTo("b");
            assertThat(hand.isComplete()).isFalse();
            hand.add(new Outcome.Ok("B"));
            assertThat(hand.isComplete()).isTrue();
            var last = hand.reply(content, "w");
            assertThat(last.first()).isEqualTo(1);
            assertThat(last.outcomes()).containsExactly(new Outcome.Ok("B"));
        }

        @Test
        void stays_as_it_was_when_the_answer_may_not_have_come_through() {
            hand.add(new Outcome.Ok("A"));
            sent.fails = true;
            assertThatExceptionOfType(BrokerUnreachableException.class).isThrownBy(() -> hand.answerEarly(sent, "w"));
            hand.leaveRest();
            assertThat(hand.reply(content, "w").first()).isZero();
            assertThat(hand.reply(content, "w").outcomes()).hasSize(4).startsWith(new Outcome.Ok("A"));
        }

        @Test
        void has_nothing_to_say_once_all_is_done() {
            hand.leaveRest();
            assertThat(hand.answerEarly(sent, "w")).isFalse();
            assertThat(sent.replies).isEmpty();
        }
    }

    private static final class Sent implements AnswerChannel {
        private final List<Reply> replies = new ArrayList<>();
        private boolean fails;

        @Override
        public void send(Delivery delivery, List<Reply> answers) {
            if (fails) {
                throw new BrokerUnreachableException("gone", new IllegalStateException());
            }
            replies.addAll(answers);
        }

        @Override
        public void close() {}
    }
}
