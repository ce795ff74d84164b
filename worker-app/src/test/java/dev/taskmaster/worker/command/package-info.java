/** Tests of {@code command}. */
@NullMarked
package dev.taskmaster.worker.command;

import org.jspecify.annotations.NullMarked;
