/** Tests of {@code metrics}. */
@NullMarked
package dev.taskmaster.worker.metrics;

import org.jspecify.annotations.NullMarked;
