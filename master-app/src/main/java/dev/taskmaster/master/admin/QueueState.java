package dev.taskmaster.master.admin;

import dev.taskmaster.message.Addresses;
import java.util.Set;

/**
 * One of Taskmaster's queues. All numbers count messages; a message may hold several tasks.
 *
 * @param name its address, such as {@code tasks.copies}
 * @param waiting what nobody has in hand
 * @param delayed how many of these wait for their time, such as that of a retry
 * @param delivering what a consumer has in hand
 * @param consumers who take from it; a slot of a worker is up to two of them
 * @param added since the broker started
 * @param acknowledged taken for good since the broker started
 * @param paused whether it gives nothing out
 */
public record QueueState(
        String name,
        long waiting,
        long delayed,
        long delivering,
        long consumers,
        long added,
        long acknowledged,
        boolean paused) {

    private static final Set<String> SINGLE =
            Set.of(Addresses.TASKS, Addresses.RESULTS, Addresses.JOBS, Addresses.DEAD_LETTERS, Addresses.EXPIRED);

    /** Whether a queue of that name is Taskmaster's, and no lock or temporary queue. */
    public static boolean isOurs(String name) {
        return SINGLE.contains(name) || isPart(name, Addresses.TASKS) || isPart(name, Addresses.RESULTS);
    }

    /** Whether a queue of that name holds tasks. */
    public static boolean isOfTasks(String name) {
        return name.equals(Addresses.TASKS) || isPart(name, Addresses.TASKS);
    }

    /** Whether it holds tasks. */
    public boolean isOfTasks() {
        return isOfTasks(name);
    }

    /** Names of queues and jobs have no dots. */
    private static boolean isPart(String name, String of) {
        return name.startsWith(of + ".") && name.indexOf('.', of.length() + 1) < 0;
    }
}
