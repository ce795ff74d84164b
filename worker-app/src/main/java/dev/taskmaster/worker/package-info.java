/**
 * The worker as a library and as a program: takes tasks from a queue, runs a handler on each and sends the answers.
 * Entry types: {@link dev.taskmaster.worker.Worker} to run one inside another program,
 * {@link dev.taskmaster.worker.TaskHandler} to say what a task does. This package holds the public interface and the
 * wiring: {@code slot} knows how to work, {@code jms} reaches the broker, {@code handler} has the built-in handlers and
 * {@code command} is the command line. Those use the interface here, never the wiring.
 */
@NullMarked
package dev.taskmaster.worker;

import org.jspecify.annotations.NullMarked;
