/** Tests of {@code message}. */
@NullMarked
package dev.taskmaster.message;

import org.jspecify.annotations.NullMarked;
