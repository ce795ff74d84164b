package dev.taskmaster.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonCodecTest {

    private final JsonCodec<Order> orders = JsonCodec.of(Order.class);

    record Order(String name, List<Integer> numbers) {}

    @Test
    void a_value_is_read_as_it_was_written() {
        var order = new Order("a \"b\"\n", List.of(1, 2));
        assertThat(orders.write(order)).isEqualTo("{\"name\":\"a \\\"b\\\"\\n\",\"numbers\":[1,2]}");
        assertThat(orders.read(orders.write(order))).isEqualTo(order);
    }

    @Test
    void a_text_that_is_no_such_value_is_refused_with_the_type() {
        for (var text : List.of("[]", "{\"nam", "{\"other\":1}", "null", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> orders.read(text))
                    .withMessageStartingWith("is no JSON of a Order: ");
        }
    }

    @Test
    void a_value_that_has_no_json_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCodec.of(Object.class).write(new Object()))
                .withMessageStartingWith("cannot be written as JSON: ");
    }
}
