package dev.taskmaster.master.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IndexSetTest {

    @Property
    void behaves_like_a_plain_set(@ForAll List<@LongRange(max = 60) Long> indexes) {
        var set = new IndexSet();
        var plain = new TreeSet<Long>();
        for (long index : indexes) {
            assertThat(set.add(index)).isEqualTo(plain.add(index));
        }
        assertThat(set.size()).isEqualTo(plain.size());
        for (long index = 0; index <= 61; index++) {
            assertThat(set.contains(index)).isEqualTo(plain.contains(index));
        }
        long missing = 0;
        while (plain.contains(missing)) {
            missing++;
        }
        assertThat(set.firstMissing()).isEqualTo(missing);
    }

    @Property
    void behaves_like_a_plain_set_when_members_are_removed(
            @ForAll List<@LongRange(max = 30) Long> added, @ForAll List<@LongRange(max = 30) Long> removed) {
        var set = new IndexSet();
        var plain = new TreeSet<>(added);
        added.forEach(set::add);
        for (long index : removed) {
            assertThat(set.remove(index)).isEqualTo(plain.remove(index));
        }
        assertThat(set.size()).isEqualTo(plain.size());
        for (long index = 0; index <= 31; index++) {
            assertThat(set.contains(index)).isEqualTo(plain.contains(index));
        }
        assertThat(IndexSet.parse(set.toString()).size()).isEqualTo(plain.size());
    }

    @Property
    void survives_the_way_through_text(@ForAll List<@LongRange(max = 200) Long> indexes) {
        var set = new IndexSet();
        indexes.forEach(set::add);
        var again = IndexSet.parse(set.toString());
        assertThat(again).hasToString(set.toString());
        assertThat(again.size()).isEqualTo(set.size());
    }

    @Test
    void neighbours_become_one_range() {
        var set = new IndexSet();
        set.add(5);
        set.add(3);
        set.add(4);
        set.add(9);
        assertThat(set).hasToString("3-5,9");
    }

    @Test
    void a_range_is_added_whole_or_not_at_all() {
        var set = IndexSet.parse("10-19");
        assertThat(set.addAll(20, 30)).isTrue();
        assertThat(set.addAll(5, 11)).isFalse();
        assertThat(set).hasToString("10-29");
    }

    @Test
    void text_that_is_no_set_is_refused() {
        for (var text : List.of("a", "5-3", "1,1", "0-5,3", "-1", "1,,2")) {
            assertThatIllegalArgumentException().isThrownBy(() -> IndexSet.parse(text));
        }
    }
}
