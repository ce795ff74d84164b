/**
 * What {@code scripts/bench} runs: Taskmaster beside plain JMS and beside Python's own queues, in turns, on one machine.
 * Entry type: {@link dev.taskmaster.bench.CompareCommand}.
 */
@NullMarked
package dev.taskmaster.bench;

import org.jspecify.annotations.NullMarked;
