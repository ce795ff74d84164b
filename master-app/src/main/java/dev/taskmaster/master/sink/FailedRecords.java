package dev.taskmaster.master.sink;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.IndexSet;
import dev.taskmaster.master.job.Result;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The records of failed tasks that are looked for in an output. Each is found once. For one thread. */
interface FailedRecords {

    /** Takes one more task in. */
    void add(Result failed);

    /**
     * The index of the task whose record this is, or -1 if it is not of a task that is looked for.
     *
     * @param record with its line end
     * @throws JobConflictException if that cannot be told
     */
    long find(String record);

    /** How many are not found yet. */
    long missing();

    /** In a format whose records begin with the task's index and say that it failed. */
    final class ByIndex implements FailedRecords {

        private final Pattern beginning;
        private final IndexSet indexes = new IndexSet();

        /** The first group of the pattern, for the beginning of a failed task's record, is the index. */
        ByIndex(Pattern beginning) {
            this.beginning = beginning;
        }

        @Override
        public void add(Result failed) {
            indexes.add(failed.index());
        }

        @Override
        public long find(String record) {
            var matcher = beginning.matcher(record);
            if (!matcher.lookingAt()) {
                return -1;
            }
            long index = Long.parseLong(matcher.group(1));
            return indexes.remove(index) ? index : -1;
        }

        @Override
        public long missing() {
            return indexes.size();
        }
    }

    /** In a format without indexes: the records that look alike are those of their tasks, in their order. */
    final class ByText implements FailedRecords {

        private final ResultFormat format;
        private final Map<String, TreeSet<Long>> indexes = new HashMap<>();
        private long missing;

        ByText(ResultFormat format) {
            this.format = format;
        }

        @Override
        public void add(Result failed) {
            var text = new StringBuilder();
            format.append(failed, text);
            // What is no text becomes a question mark in a file.
            var record = new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            missing += indexes.computeIfAbsent(record, any -> new TreeSet<>()).add(failed.index()) ? 1 : 0;
        }

        @Override
        public long find(String record) {
            var left = indexes.get(record);
            if (left == null) {
                return -1;
            }
            var index = left.pollFirst();
            if (index == null) {
                throw new JobConflictException("more lines of the output read \"" + record.strip()
                        + "\" than tasks have failed like that, so it cannot be told which are theirs: choose --format"
                        + " jsonl or csv for a job with such results");
            }
            missing--;
            return index;
        }

        @Override
        public long missing() {
            return missing;
        }
    }
}
