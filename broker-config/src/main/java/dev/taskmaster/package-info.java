/**
 * What every part of Taskmaster shares: the errors a person sees and the status a command ends with. Entry type:
 * {@link dev.taskmaster.TaskmasterException}. Uses nothing but the JDK; every other package may use it.
 */
@NullMarked
package dev.taskmaster;

import org.jspecify.annotations.NullMarked;
