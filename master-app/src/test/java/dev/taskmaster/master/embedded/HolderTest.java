package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HolderTest {

    @Test
    void it_names_the_process_and_where_it_listens() {
        assertThat(Holder.parse("pid=12\nstarted=2026-01-02T03:04:05Z\nurl=tcp://127.0.0.1:61616\n"))
                .hasToString("process 12 (listening on tcp://127.0.0.1:61616 since 2026-01-02T03:04:05Z)");
    }

    @Test
    void before_it_listens_it_is_starting() {
        assertThat(Holder.parse("pid=12\n")).hasToString("process 12 (starting)");
    }

    @Test
    void a_file_without_a_text_still_has_a_holder() {
        assertThat(Holder.parse("")).hasToString("another process");
    }

    @Test
    void what_it_writes_it_reads() {
        var holder = Holder.starting(new dev.taskmaster.task.JobName("nightly")).listeningAt("tcp://[::1]:61616");
        assertThat(Holder.parse(holder.text())).isEqualTo(holder);
    }

    @Property
    void any_text_can_be_read(@ForAll String text) {
        assertThat(Holder.parse(text).toString()).isNotEmpty();
    }
}
