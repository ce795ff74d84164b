/**
 * The master inside another program: jobs that run on threads of their own, futures for single tasks, and streams. Entry
 * types: {@link dev.taskmaster.master.session.Work}, {@link dev.taskmaster.master.session.FutureTasks} and
 * {@link dev.taskmaster.master.session.ResultStream}. Implements the public interface in the root package and is put together
 * there; uses {@code run} and what that uses, and nothing of {@code command}, {@code embedded} and {@code web}.
 */
@NullMarked
package dev.taskmaster.master.session;

import org.jspecify.annotations.NullMarked;
