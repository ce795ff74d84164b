/** Tests of the module as a whole. */
@NullMarked
package dev.taskmaster;

import org.jspecify.annotations.NullMarked;
