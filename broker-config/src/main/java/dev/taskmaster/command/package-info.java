/**
 * How a command line becomes settings, and an error a line and a status: the same for master and worker. Entry type:
 * {@link dev.taskmaster.command.CommandRunner}. Uses {@code settings}, {@code log} and the root package, and picocli.
 */
@NullMarked
package dev.taskmaster.command;

import org.jspecify.annotations.NullMarked;
