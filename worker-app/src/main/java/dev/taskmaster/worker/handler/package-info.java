/**
 * The handlers of a worker, by name: those that come with it, and those that others wrote, as services on the class path
 * or in jars. Entry type: {@link dev.taskmaster.worker.handler.Handlers}. Each serves all slots at once. Uses the interface
 * {@code TaskHandler} and the values of a task.
 */
@NullMarked
package dev.taskmaster.worker.handler;

import org.jspecify.annotations.NullMarked;
