/**
 * One job from end to end: puts source, submit, collect and sink together on a broker, submitting on a thread of its own
 * beside the collecting. Entry type: {@link dev.taskmaster.master.run.JobRun}. Uses every package of the master but
 * {@code command} and {@code embedded}.
 */
@NullMarked
package dev.taskmaster.master.run;

import org.jspecify.annotations.NullMarked;
