/**
 * The broker inside the master: its data directory, its users and its life from start to close. Entry types:
 * {@link dev.taskmaster.master.embedded.EmbeddedBroker}, and {@link dev.taskmaster.master.embedded.Users} to change its
 * users from any process. It may be one of a pair, and its configuration is written out for a stand-alone broker. The only
 * package that knows Artemis' server; it uses the settings, the credentials and the errors that master and worker share,
 * counts tasks in what {@code admin} has for that, and knows nothing of commands.
 */
@NullMarked
package dev.taskmaster.master.embedded;

import org.jspecify.annotations.NullMarked;
