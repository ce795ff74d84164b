/** Tests of {@code slot}. */
@NullMarked
package dev.taskmaster.worker.program;

import org.jspecify.annotations.NullMarked;
