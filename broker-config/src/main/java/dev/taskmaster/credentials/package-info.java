/**
 * Who may connect: one file a user, readable by its owner alone, that is all a worker's host needs. Entry type:
 * {@link dev.taskmaster.credentials.CredentialsFile}. The broker's side, with hashes only, is the master's. Uses the root
 * package and {@code settings}.
 */
@NullMarked
package dev.taskmaster.credentials;

import org.jspecify.annotations.NullMarked;
