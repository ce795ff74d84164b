/** Tests of {@code doctor}. */
@NullMarked
package dev.taskmaster.doctor;

import org.jspecify.annotations.NullMarked;
