package dev.taskmaster.jms;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.activemq.artemis.api.core.SimpleString;

class Utf16Test {

    @Property
    void it_is_what_artemis_reads_and_writes(@ForAll String text) {
        assertThat(Utf16.encode(text).getData()).isEqualTo(SimpleString.of(text).getData());
        assertThat(Utf16.decode(SimpleString.of(text))).isEqualTo(text);
    }
}
