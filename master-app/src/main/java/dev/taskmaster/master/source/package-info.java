/**
 * Where tasks come from: lines of a file or of standard input, arguments, or random numbers. Entry type:
 * {@link dev.taskmaster.master.source.TaskSource}. Knows no queue; uses {@code task} and the root package.
 */
@NullMarked
package dev.taskmaster.master.source;

import org.jspecify.annotations.NullMarked;
