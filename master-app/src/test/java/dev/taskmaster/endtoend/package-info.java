/** The packaged programs as a user has them: processes, files, signals, statuses. */
@NullMarked
package dev.taskmaster.endtoend;

import org.jspecify.annotations.NullMarked;
