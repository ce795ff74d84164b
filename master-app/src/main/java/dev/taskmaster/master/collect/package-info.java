/**
 * From the result queue to the sink: drops second answers, sends failed tasks again, and acknowledges results in one
 * transaction with the checkpoint once the output is safe. Entry type: {@link dev.taskmaster.master.collect.Collector}.
 * Knows no JMS: the queue is a {@link dev.taskmaster.master.collect.ResultInbox}. Uses {@code submit}, {@code sink},
 * {@code job} and {@code task}.
 */
@NullMarked
package dev.taskmaster.master.collect;

import org.jspecify.annotations.NullMarked;
