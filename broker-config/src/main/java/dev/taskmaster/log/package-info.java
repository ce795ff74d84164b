/**
 * How log lines look and where they go: standard error, because standard output belongs to results. Entry type:
 * {@link dev.taskmaster.log.Logging}. All other packages log through SLF4J, and name what their lines are about by
 * {@link dev.taskmaster.log.LogFields}.
 */
@NullMarked
package dev.taskmaster.log;

import org.jspecify.annotations.NullMarked;
