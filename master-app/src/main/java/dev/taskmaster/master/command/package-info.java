/**
 * The command line of the master: one class a subcommand, which reads its settings, opens the broker and hands over.
 * Entry type: {@link dev.taskmaster.master.command.MasterCommand}. May use every package of the master; nothing uses it
 * but {@code Main}.
 */
@NullMarked
package dev.taskmaster.master.command;

import org.jspecify.annotations.NullMarked;
