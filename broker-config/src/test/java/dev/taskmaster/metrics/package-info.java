/** Tests of {@code metrics}. */
@NullMarked
package dev.taskmaster.metrics;

import org.jspecify.annotations.NullMarked;
