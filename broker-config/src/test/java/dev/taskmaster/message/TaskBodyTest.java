package dev.taskmaster.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskBodyTest {

    @Property
    void every_text_survives_the_way_there_and_back(@ForAll @NotEmpty List<String> payloads) throws Exception {
        assertThat(TaskBody.decode(TaskBody.encode(payloads))).isEqualTo(payloads);
    }

    @Property
    void every_char_survives_even_half_a_surrogate_pair(@ForAll char one) throws Exception {
        var payloads = List.of("a" + one, one + "b", "");
        assertThat(TaskBody.decode(TaskBody.encode(payloads))).isEqualTo(payloads);
    }

    @Example
    void a_text_of_30_million_characters_survives() throws Exception {
        var payloads = List.of("ä".repeat(30_000_000));
        assertThat(TaskBody.decode(TaskBody.encode(payloads)).equals(payloads)).isTrue();
    }

    @Example
    void the_body_is_what_the_contract_says() {
        assertThat(TaskBody.encode(List.of("a", "", "\"\n"))).isEqualTo("[\"a\",\"\",\"\\\"\\n\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "\"a\"",
                "[1]",
                "[null]",
                "[[\"a\"]]",
                "[\"a\"",
                "[\"a\"] x",
                "[\"a\"][]",
                "[\"a\",]"
            })
    void another_body_is_malformed(String body) {
        assertThatThrownBy(() -> TaskBody.decode(body)).isInstanceOf(MalformedMessageException.class);
    }

    @Property
    void whatever_the_body_it_is_read_or_malformed(@ForAll String body) {
        try {
            assertThat(TaskBody.encode(TaskBody.decode(body))).startsWith("[");
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }
}
