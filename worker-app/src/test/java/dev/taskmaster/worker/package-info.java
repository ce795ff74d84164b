/** Tests of the worker as a whole, and the broker they run against. */
@NullMarked
package dev.taskmaster.worker;

import org.jspecify.annotations.NullMarked;
