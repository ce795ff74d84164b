/**
 * How a worker works: slots take tasks, run the handler on their own threads, answer and commit; a watch keeps the time
 * limits; a lifecycle says when to stop. Entry type: {@link dev.taskmaster.worker.slot.Slots}. It reaches the broker
 * through {@link dev.taskmaster.worker.slot.TaskChannels} alone and so knows no JMS. Uses the public interface of the
 * worker and the values of a task.
 *
 * <p>Who owns what: a channel belongs to its slot's current thread. The watch never touches it; when it gives a thread
 * up, it hands the slot with its channel to a new thread, and the old one ends without touching anything.
 */
@NullMarked
package dev.taskmaster.worker.slot;

import org.jspecify.annotations.NullMarked;
