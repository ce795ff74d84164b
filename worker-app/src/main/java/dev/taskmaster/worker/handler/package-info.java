/**
 * The handlers that come with a worker, by name. Entry type: {@link dev.taskmaster.worker.handler.Handlers}. Each is
 * without state and so safe for use by all slots. Uses the interface {@code TaskHandler} and the values of a task.
 */
@NullMarked
package dev.taskmaster.worker.handler;

import org.jspecify.annotations.NullMarked;
