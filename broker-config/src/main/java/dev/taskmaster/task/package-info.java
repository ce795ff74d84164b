/**
 * The words of Taskmaster as values: jobs, queues, tasks, chunks of them and what became of them. Entry type:
 * {@link dev.taskmaster.task.Chunk} on the way out, {@link dev.taskmaster.task.Reply} on the way back. Knows neither JMS
 * nor JSON; uses nothing but the JDK.
 */
@NullMarked
package dev.taskmaster.task;

import org.jspecify.annotations.NullMarked;
