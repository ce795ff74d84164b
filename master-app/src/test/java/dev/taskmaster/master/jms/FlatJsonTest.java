package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

    @Test
    void a_list_is_read_with_all_values_as_texts() {
        assertThat(FlatJson.objects("[{\"id\":1,\"name\":\"a\",\"paused\":true},{}]"))
                .containsExactly(Map.of("id", "1", "name", "a", "paused", "true"), Map.of());
    }

    @Test
    void a_list_within_an_object_is_read_too() {
        assertThat(FlatJson.objects("{\"data\":[{\"id\":\"1\"}],\"count\":1}")).containsExactly(Map.of("id", "1"));
    }

    @Test
    void the_fields_of_an_object_in_it_have_both_names() {
        assertThat(FlatJson.objects("[{\"meta\":{\"id\":2,\"a.b\":\"c\"},\"id\":1}]"))
                .containsExactly(Map.of("meta.id", "2", "meta.a.b", "c", "id", "1"));
    }

    @Test
    void what_nests_deeper_is_passed_over() {
        assertThat(FlatJson.objects("[{\"meta\":{\"id\":[2],\"is\":{\"id\":3}},\"ids\":[{\"id\":4}],\"id\":1}]"))
                .containsExactly(Map.of("id", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[{", "no"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> FlatJson.objects(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
