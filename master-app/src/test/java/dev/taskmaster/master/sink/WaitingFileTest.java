package dev.taskmaster.master.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingFileTest {

    @TempDir
    Path directory = Path.of("target");

    @Test
    void a_result_is_taken_once_in_any_order() {
        try (var waiting = WaitingFile.open(directory.resolve("waiting"), 0, 0)) {
            for (long index : new long[] {5_000_000, 1, 0, 3}) {
                waiting.put(index, "text of " + index);
            }
            assertThat(waiting.take(2)).isNull();
            assertThat(waiting.take(0)).isEqualTo("text of 0");
            assertThat(waiting.take(3)).isEqualTo("text of 3");
            assertThat(waiting.take(5_000_000)).isEqualTo("text of 5000000");
            assertThat(waiting.lengthInUse()).isPositive();
            assertThat(waiting.take(1)).isEqualTo("text of 1");
            assertThat(waiting.lengthInUse()).isZero();
            assertThat(waiting.take(1)).isNull();
        }
    }

    @Test
    void opened_again_it_knows_what_still_waits() {
        var file = directory.resolve("waiting");
        long length;
        try (var waiting = WaitingFile.open(file, 0, 0)) {
            waiting.put(4, "four");
            waiting.put(2, "");
            length = waiting.lengthInUse();
            waiting.put(7, "was not acknowledged");
        }
        try (var waiting = WaitingFile.open(file, length, 3)) {
            assertThat(waiting.take(4)).isEqualTo("four");
            assertThat(waiting.take(7)).isNull();
            assertThat(waiting.lengthInUse()).isZero();
        }
    }
}
