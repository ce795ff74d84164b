/** Tests of {@code message}. */
@NullMarked
package dev.taskmaster.doctor;

import org.jspecify.annotations.NullMarked;
