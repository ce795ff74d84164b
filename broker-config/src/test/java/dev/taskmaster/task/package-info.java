/** Tests of {@code task}. */
@NullMarked
package dev.taskmaster.task;

import org.jspecify.annotations.NullMarked;
