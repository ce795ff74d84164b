/** Tests of {@code codec}. */
@NullMarked
package dev.taskmaster.codec;

import org.jspecify.annotations.NullMarked;
