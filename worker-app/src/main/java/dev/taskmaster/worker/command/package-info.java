/**
 * The command line of the worker: options become settings, signals become wishes, an end becomes an exit status. Entry
 * type: {@link dev.taskmaster.worker.command.WorkerCommand}. Uses the public interface of the worker, the built-in
 * handlers, the metrics and {@code dev.taskmaster.command}.
 */
@NullMarked
package dev.taskmaster.worker.command;

import org.jspecify.annotations.NullMarked;
