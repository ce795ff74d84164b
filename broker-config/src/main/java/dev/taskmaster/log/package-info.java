/**
 * How log lines look and where they go: standard error, because standard output belongs to results. Entry type:
 * {@link dev.taskmaster.log.Logging}. All other packages log through SLF4J and do not know this one.
 */
@NullMarked
package dev.taskmaster.log;

import org.jspecify.annotations.NullMarked;
