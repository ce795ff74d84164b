/**
 * What {@code scripts/bench} runs: Taskmaster beside plain JMS and beside Python's own queues, in turns, on one machine.
 * Entry type: {@link dev.taskmaster.bench.CompareCommand}. And what
 * {@code scripts/bench-delay} runs, {@link dev.taskmaster.bench.DelayCommand}, {@code scripts/bench-submit}, {@link
 * dev.taskmaster.bench.SubmitCommand}, and {@code scripts/bench-scale}, {@link dev.taskmaster.bench.ScaleCommand}.
 */
@NullMarked
package dev.taskmaster.bench;

import org.jspecify.annotations.NullMarked;
