/** Tests of {@code jms}. */
@NullMarked
package dev.taskmaster.worker.jms;

import org.jspecify.annotations.NullMarked;
