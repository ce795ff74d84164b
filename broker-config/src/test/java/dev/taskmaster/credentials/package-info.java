/** Tests of {@code credentials}. */
@NullMarked
package dev.taskmaster.credentials;

import org.jspecify.annotations.NullMarked;
