/** Tests of {@code settings}. */
@NullMarked
package dev.taskmaster.settings;

import org.jspecify.annotations.NullMarked;
