package dev.taskmaster.master.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StreamSourceTest {

    @Test
    void it_gives_the_payloads_in_their_order_to_the_end_and_closes_the_stream() {
        var closed = new AtomicBoolean();
        try (var source = StreamSource.reading(Stream.of("a", "", "b").onClose(() -> closed.set(true)))) {
            assertThat(source.next()).isEqualTo("a");
            assertThat(source.next()).isEmpty();
            assertThat(source.next()).isEqualTo("b");
            assertThat(source.next()).isNull();
        }
        assertThat(closed).isTrue();
    }

    @Test
    void of_a_stream_without_an_end_it_reads_a_little_ahead() {
        var read = new AtomicLong();
        try (var source = StreamSource.reading(Stream.generate(() -> "p" + read.incrementAndGet()))) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> read.get() > 2_000);
            for (int i = 0; i < 10; i++) {
                assertThat(source.next()).isEqualTo("p" + (i + 1));
            }
            assertThat(read.get()).isLessThanOrEqualTo(2_000 + 10 + 1);
        }
    }

    @Test
    void it_is_not_ready_while_the_stream_keeps_it_waiting() {
        var coming = new ArrayBlockingQueue<String>(1);
        try (var source = StreamSource.reading(Stream.generate(() -> taken(coming)))) {
            assertThat(source.ready()).isFalse();
            coming.add("a");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(source::ready);
            assertThat(source.next()).isEqualTo("a");
            assertThat(source.ready()).isFalse();
        }
    }

    private static String taken(ArrayBlockingQueue<String> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_is_wrong_with_the_stream_is_told_in_its_turn() {
        var payloads = Stream.of("1", "x").map(text -> {
            if (text.equals("x")) {
                throw new IllegalStateException("no more of it");
            }
            return text;
        });
        try (var source = StreamSource.reading(payloads)) {
            assertThat(source.next()).isEqualTo("1");
            assertThatIllegalStateException().isThrownBy(source::next).withMessage("no more of it");
        }
    }
}
