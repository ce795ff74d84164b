/**
 * Programs as handlers: {@link dev.taskmaster.worker.program.Exec} runs one for each task,
 * {@link dev.taskmaster.worker.program.Pipe} keeps one a slot and gives it a line a task. A payload is an argument, a line
 * or a file's content, never a part of a command. Uses the public interface of the worker, the values of a task and
 * {@code dev.taskmaster.message} for JSON.
 */
@NullMarked
package dev.taskmaster.worker.program;

import org.jspecify.annotations.NullMarked;
