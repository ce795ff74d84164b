package dev.taskmaster.worker.program;

import dev.taskmaster.task.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one thread has before it: the tasks to come, and the answers that are there already. For that thread alone. */
final class Turn {

    /** Several tasks that take longer are given one by one, so that each has its own time limit. */
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);

    /** The first task's time is that of all that are given with it: this part of its limit is for them. */
    private static final int PART_OF_LIMIT = 2;

    /** As many are given at once as should take this part of the patience with them. */
    private static final int PART_OF_PATIENCE = 5;

    private static final int MOST_AT_ONCE = 10_000;
    private static final int GROWTH = 4;

    private final Deque<Task> expected = new ArrayDeque<>();
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private Duration patience = LONGEST_PATIENCE;
    private int atOnce = 1;
    private int alone;

    /** These come, and nothing else. */
    void expect(List<Task> tasks, @Nullable Duration limit) {
        patience = LONGEST_PATIENCE;
        if (limit != null && limit.dividedBy(PART_OF_LIMIT).compareTo(patience) < 0) {
            patience = limit.dividedBy(PART_OF_LIMIT);
        }
        expected.clear();
        expected.addAll(tasks);
        answers.clear();
    }

    /** The task is asked for; whatever was expected before it is not. */
    void begin(Task task) {
        if (!task.equals(expected.peek())) {
            expect(List.of(task), null);
        }
    }

    boolean hasAnswer() {
        return !answers.isEmpty();
    }

    /** Takes the answer to the first task. */
    byte[] answer() {
        expected.remove();
        return answers.remove();
    }

    /** The first task has failed. */
    void drop() {
        expected.poll();
    }

    /** How long several tasks that are given at once may take. */
    Duration patience() {
        return patience;
    }

    /** The tasks to be given at once. */
    List<Task> next(int most) {
        int count = alone > 0 ? 1 : Math.min(most, atOnce);
        var tasks = new ArrayList<Task>();
        for (var task : expected) {
            if (tasks.size() == count) {
                break;
            }
            tasks.add(task);
        }
        return tasks;
    }

    /** These are the answers to as many tasks, and it took so long. */
    void answered(List<byte[]> lines, long nanos) {
        answers.addAll(lines);
        if (alone > 0) {
            alone--;
            return;
        }
        long fit = lines.size() * patience.dividedBy(PART_OF_PATIENCE).toNanos() / Math.max(1, nanos);
        atOnce = (int) Math.max(1, Math.min(Math.min(fit, (long) GROWTH * lines.size()), MOST_AT_ONCE));
    }

    /** So many tasks that were given at once must be given one by one, to see which of them it was. */
    void oneByOne(int tasks) {
        alone = tasks;
    }
}
