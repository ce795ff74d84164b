package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PropertyLinesTest {

    @Test
    void a_new_value_takes_the_place_of_the_old_and_leaves_the_rest_alone() {
        var lines = PropertyLines.parse("# mine\nother = 1\n master : old\n");
        assertThat(lines.with("master", "new").text()).isEqualTo("# mine\nother = 1\nmaster=new\n");
    }

    @Test
    void a_key_that_only_begins_alike_stays() {
        assertThat(PropertyLines.parse("master2=1\n").without("master").value("master2"))
                .contains("1");
    }

    @Test
    void an_empty_value_counts_as_none() {
        assertThat(PropertyLines.parse("master=\n").value("master")).isEmpty();
    }

    @Test
    void a_text_that_is_no_properties_file_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PropertyLines.parse("a=\\uZZZZ"));
    }
}
