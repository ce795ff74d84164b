package dev.taskmaster.master.job;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A set of task indexes that is small in memory and as text when its members are neighbours, as collected tasks are: it
 * keeps ranges, not members. For one thread.
 */
public final class IndexSet {

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

    /** First index of each range to the index after its last; ranges neither touch nor overlap. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private long size;

    /** Reads what {@link #toString()} wrote. */
    public static IndexSet parse(String text) {
        var set = new IndexSet();
        if (text.isEmpty()) {
            return set;
        }
        for (var part : text.split(",", -1)) {
            var range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new IllegalArgumentException("must be ranges such as 0-99,105, but has \"" + part + "\"");
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            if (last < first || set.containsAnyOf(first, last + 1)) {
                throw new IllegalArgumentException("must be ascending ranges, but has \"" + part + "\"");
            }
            set.addAbsent(first, last + 1);
        }
        return set;
    }

    /** Adds an index; answers whether it was not there before. */
    public boolean add(long index) {
        if (contains(index)) {
            return false;
        }
        addAbsent(index, index + 1);
        return true;
    }

    /** Adds the indexes from first to before end if none of them is there, or else adds nothing. */
    public boolean addAll(long first, long end) {
        if (containsAnyOf(first, end)) {
            return false;
        }
        addAbsent(first, end);
        return true;
    }

    /** Removes an index; answers whether it was there before. */
    public boolean remove(long index) {
        var range = ranges.floorEntry(index);
        if (range == null || range.getValue() <= index) {
            return false;
        }
        size--;
        if (range.getKey() < index) {
            ranges.put(range.getKey(), index);
        } else {
            ranges.remove(index);
        }
        if (index + 1 < range.getValue()) {
            ranges.put(index + 1, range.getValue());
        }
        return true;
    }

    /** Whether an index is in the set. */
    public boolean contains(long index) {
        return containsAnyOf(index, index + 1);
    }

    /** The least index in the set that is greater, or {@link Long#MAX_VALUE} if there is none. */
    public long firstAfter(long index) {
        if (contains(index + 1)) {
            return index + 1;
        }
        var after = ranges.higherKey(index);
        return after == null ? Long.MAX_VALUE : after;
    }

    /** The number of indexes in the set. */
    public long size() {
        return size;
    }

    /** The low-water mark: the least index, from 0, that is not in the set. */
    public long firstMissing() {
        var first = ranges.firstEntry();
        return first == null || first.getKey() > 0 ? 0 : first.getValue();
    }

    /** Ranges in ascending order, such as {@code 0-99,105}; empty for the empty set. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            long last = range.getValue() - 1;
            parts.add(last == range.getKey() ? Long.toString(last) : range.getKey() + "-" + last);
        }
        return String.join(",", parts);
    }

    private boolean containsAnyOf(long first, long end) {
        var before = ranges.lowerEntry(end);
        return before != null && before.getValue() > first;
    }

    private void addAbsent(long first, long end) {
        size += end - first;
        long start = first;
        var left = ranges.lowerEntry(first);
        if (left != null && left.getValue() == first) {
            start = left.getKey();
        }
        var right = ranges.remove(end);
        ranges.put(start, right == null ? end : right);
    }
}
