package dev.taskmaster.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerClientIdTest {

    @Property
    void every_name_and_number_of_slots_is_read_back(
            @ForAll @StringLength(min = 1, max = 200) String worker,
            @ForAll @IntRange(min = 1, max = 1_000) int slots,
            @ForAll long seed) {
        var id = WorkerClientId.fresh(worker, slots, new Random(seed));
        assertThat(WorkerClientId.parse(id.text())).contains(id);
    }

    @Example
    void the_text_is_what_the_broker_shows() {
        assertThat(new WorkerClientId("rack/north", 8, "5f").text()).isEqualTo("worker/rack/north/8/5f");
    }

    @Example
    void two_connections_of_one_worker_have_two_ids() {
        var random = new Random(1);
        assertThat(WorkerClientId.fresh("north", 2, random)).isNotEqualTo(WorkerClientId.fresh("north", 2, random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "worker", "worker/north", "worker/north/8", "worker/north/0/5f", "worker//8/5f", "x"})
    void the_id_of_another_program_is_none(String text) {
        assertThat(WorkerClientId.parse(text)).isEmpty();
    }

    @Example
    void what_could_not_be_read_back_is_refused() {
        assertThatThrownBy(() -> new WorkerClientId("", 1, "5f")).hasMessageContaining("worker");
        assertThatThrownBy(() -> new WorkerClientId("north", 0, "5f")).hasMessageContaining("slots");
        assertThatThrownBy(() -> new WorkerClientId("north", 1, "5/f")).hasMessageContaining("unique");
    }
}
