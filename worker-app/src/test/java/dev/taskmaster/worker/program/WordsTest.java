package dev.taskmaster.worker.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final int BROKEN = 2;

    @Test
    void blanks_part_words_and_quotes_hold_them_together() {
        assertThat(Words.split("  a\t'b c'  d\"e f\"'g'\\ h\n\"\" ''")).containsExactly("a", "b c", "de fg h", "", "");
    }

    @Test
    void a_backslash_takes_the_meaning_of_one_character_and_between_double_quotes_of_some() {
        assertThat(Words.split("\\a\\\\\\'\\\" \"\\a\\\\\\$\\`\\\"'\" '\\'"))
                .containsExactly("a\\'\"", "\\a\\$`\"'", "\\");
    }

    @Test
    void a_backslash_at_the_end_of_a_line_joins_it_with_the_next() {
        assertThat(Words.split("a\\\nb \"c\\\nd\" 'e\\\nf'")).containsExactly("ab", "cd", "e\\\nf");
    }

    @Test
    void what_a_shell_would_expand_stays_as_it_is() {
        assertThat(Words.split("$HOME * ~ $(date) | > # {}"))
                .containsExactly("$HOME", "*", "~", "$(date)", "|", ">", "#", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "\"a\\\"", "'"})
    void an_open_quote_is_refused(String line) {
        assertThatThrownBy(() -> Words.split(line)).hasMessageStartingWith("must close each quote");
    }

    @Test
    void a_backslash_at_the_end_is_refused() {
        assertThatThrownBy(() -> Words.split("a \\")).hasMessage("must not end with a backslash");
    }

    @Property
    void words_in_single_quotes_come_back(@ForAll List<String> words) {
        var line = words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        assertThat(Words.split(line)).isEqualTo(words);
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings().withChars("ab '\"\\").ofMaxLength(12);
    }

    /** The shell itself is the judge, for lines without what it expands. */
    @Property(tries = 100)
    void a_line_is_split_as_by_the_shell(@ForAll("lines") String line) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", "f() { for w; do printf '%s\\0' \"$w\"; done; }; f " + line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() == BROKEN) {
            assertThatThrownBy(() -> Words.split(line)).isInstanceOf(IllegalArgumentException.class);
        } else if (!line.endsWith("\\")) {
            // At the very end of its text a shell takes a backslash for itself.
            var words = printed.isEmpty() ? List.<String>of() : List.of(printed.split("\0", -1));
            assertThat(Words.split(line)).isEqualTo(words.isEmpty() ? words : words.subList(0, words.size() - 1));
        }
    }
}
