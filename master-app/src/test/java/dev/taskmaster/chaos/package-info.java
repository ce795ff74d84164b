/** Kills and freezes everything at random moments while jobs run, and compares their outputs with the truth. */
@NullMarked
package dev.taskmaster.chaos;

import org.jspecify.annotations.NullMarked;
