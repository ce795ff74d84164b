/** Tests of {@code jms}. */
@NullMarked
package dev.taskmaster.jms;

import org.jspecify.annotations.NullMarked;
