package dev.taskmaster.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyBodyTest {

    @Provide
    Arbitrary<List<Outcome>> outcomes() {
        var text = Arbitraries.strings();
        Arbitrary<Outcome> ok = text.map(Outcome.Ok::new);
        Arbitrary<Outcome> again = text.map(Outcome.Again::new);
        Arbitrary<Outcome> failed =
                Combinators.combine(Arbitraries.of(Reason.class), text, text).as(Outcome.Failed::new);
        return Arbitraries.oneOf(ok, again, failed).list().ofMinSize(1);
    }

    @Property
    void every_outcome_survives_the_way_there_and_back(@ForAll("outcomes") List<Outcome> outcomes) throws Exception {
        assertThat(ReplyBody.decode(ReplyBody.encode(outcomes))).isEqualTo(outcomes);
    }

    @Example
    void the_body_is_what_the_contract_says() {
        assertThat(ReplyBody.encode(List.of(
                        new Outcome.Ok("12 * 12 = 144"),
                        new Outcome.Failed(Reason.ERROR, "no such file", "p"),
                        new Outcome.Again("q"))))
                .isEqualTo(
                        "[{\"ok\":\"12 * 12 = 144\"},{\"failed\":\"error: no such file\",\"task\":\"p\"},{\"again\":\"q\"}]");
    }

    @Example
    void what_a_newer_worker_adds_is_passed_over() throws Exception {
        assertThat(ReplyBody.decode("[{\"ok\":\"a\",\"host\":{\"name\":[1,2]},\"n\":1}]"))
                .containsExactly(new Outcome.Ok("a"));
    }

    @Example
    void a_failure_without_a_known_reason_is_an_error_in_its_own_words() throws Exception {
        assertThat(ReplyBody.decode("[{\"failed\":\"disk: full\",\"task\":\"p\"}]"))
                .containsExactly(new Outcome.Failed(Reason.ERROR, "disk: full", "p"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[\"a\"]",
                "[{}]",
                "[{\"ok\":1}]",
                "[{\"ok\":null}]",
                "[{\"failed\":\"x\"}]",
                "[{\"ok\":\"a\",\"again\":\"b\"}]",
                "[{\"ok\":\"a\"}",
                "[{\"ok\":\"a\"}]]"
            })
    void another_body_is_malformed(String body) {
        assertThatThrownBy(() -> ReplyBody.decode(body)).isInstanceOf(MalformedMessageException.class);
    }
}
