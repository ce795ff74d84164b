package dev.taskmaster.worker.slot;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A task queue in memory with transactions; an empty queue lets the clock move on instead of waiting. */
final class FakeBroker implements TaskChannels {

    private static final long BREATH_MILLIS = 1;

    final List<Reply> replies = new CopyOnWriteArrayList<>();
    final List<Reply> earlyReplies = new CopyOnWriteArrayList<>();
    final List<String> rawReplies = new CopyOnWriteArrayList<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger rolledBack = new AtomicInteger();
    final AtomicInteger committed = new AtomicInteger();
    volatile boolean closed;
    volatile boolean unreachable;
    volatile boolean answersEarly = true;

    /** Throws instead of the next calls, as long as there is something to throw. */
    final LinkedBlockingQueue<TaskmasterException> openFailures = new LinkedBlockingQueue<>();

    final LinkedBlockingQueue<RuntimeException> commitFailures = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<RuntimeException> answerFailures = new LinkedBlockingQueue<>();
    volatile boolean nobodyWaits;

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final FakeClock clock;

    FakeBroker(FakeClock clock) {
        this.clock = clock;
    }

    private record Waiting(Content content, int count) {}

    void send(Content content, int count) {
        queue.add(new Waiting(content, count));
    }

    void sendChunk(String... payloads) {
        send(chunk(null, payloads), 1);
    }

    /** Chunks of one task: whoever has taken the first of them finds the others there. */
    void sendTogether(String... payloads) {
        synchronized (queue) {
            for (var payload : payloads) {
                sendChunk(payload);
            }
        }
    }

    static Content.OfJob chunk(@Nullable Duration limit, String... payloads) {
        return new Content.OfJob(new Chunk(new JobName("j"), 0, List.of(payloads), 1, limit));
    }

    int waiting() {
        return queue.size();
    }

    @Override
    public @Nullable TaskChannel open() {
        var failure = openFailures.poll();
        if (unreachable || failure instanceof BrokerUnreachableException) {
            return null;
        }
        if (failure != null) {
            throw failure;
        }
        opened.incrementAndGet();
        return new Channel();
    }

    @Override
    public @Nullable AnswerChannel openAnswers() {
        if (!answersEarly) {
            return null;
        }
        return new AnswerChannel() {
            @Override
            public void send(Delivery delivery, List<Reply> early) {
                earlyReplies.addAll(early);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        closed = true;
    }

    private static void fail(LinkedBlockingQueue<RuntimeException> failures) {
        var failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private final class Channel implements TaskChannel {
        private final List<Waiting> taken = new ArrayList<>();
        private final List<Reply> sent = new ArrayList<>();
        private final List<String> sentRaw = new ArrayList<>();
        private boolean isClosed;

        @Override
        public @Nullable Delivery receive(Duration wait) {
            checkOpen();
            try {
                var next = queue.poll(BREATH_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    synchronized (queue) {
                        next = queue.poll();
                    }
                }
                if (next == null) {
                    clock.advance(wait);
                    return null;
                }
                taken.add(next);
                return new FakeDelivery(next.content, next.count, sent, sentRaw);
            } catch (InterruptedException e) {
                throw new AssertionError("an interrupt came outside of a handler", e);
            }
        }

        private void checkOpen() {
            if (isClosed || closed) {
                throw new AssertionError("used after its close");
            }
        }

        @Override
        public void commit() {
            checkOpen();
            if (!commitFailures.isEmpty()) {
                handBack();
                fail(commitFailures);
            }
            committed.incrementAndGet();
            replies.addAll(sent);
            rawReplies.addAll(sentRaw);
            forget();
        }

        @Override
        public void rollback() {
            checkOpen();
            rolledBack.incrementAndGet();
            handBack();
        }

        private void handBack() {
            taken.forEach(one -> queue.add(new Waiting(one.content, one.count + 1)));
            forget();
        }

        private void forget() {
            taken.clear();
            sent.clear();
            sentRaw.clear();
        }

        @Override
        public void close() {
            isClosed = true;
            handBack();
        }
    }

    private final class FakeDelivery implements Delivery {
        private final Content content;
        private final int count;
        private final List<Reply> sent;
        private final List<String> sentRaw;

        FakeDelivery(Content content, int count, List<Reply> sent, List<String> sentRaw) {
            this.content = content;
            this.count = count;
            this.sent = sent;
            this.sentRaw = sentRaw;
        }

        @Override
        public String id() {
            return "ID:1";
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public Content content() {
            return content;
        }

        @Override
        public boolean answer(Reply reply) {
            return answer(reply, sent::add);
        }

        @Override
        public boolean answer(String result) {
            return answer(result, sentRaw::add);
        }

        private <T> boolean answer(T what, Function<T, Boolean> sending) {
            fail(answerFailures);
            return !nobodyWaits && sending.apply(what);
        }
    }
}
