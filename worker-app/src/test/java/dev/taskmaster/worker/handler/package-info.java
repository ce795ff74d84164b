/** Tests of {@code handler}. */
@NullMarked
package dev.taskmaster.worker.handler;

import org.jspecify.annotations.NullMarked;
