/** Tests of {@code slot}. */
@NullMarked
package dev.taskmaster.worker.slot;

import org.jspecify.annotations.NullMarked;
