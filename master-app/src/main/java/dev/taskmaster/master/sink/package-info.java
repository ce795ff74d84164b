/**
 * Where results go: a file or standard output, as text, JSON lines or CSV, or a program that has the master inside; as they
 * come or in the order of the tasks. Entry type: {@link dev.taskmaster.master.sink.ResultSink}. Knows no queue; uses
 * {@code job}, {@code task}, {@code message}, {@code credentials} for private files, the consumer of results in the master's
 * root package, and the root package.
 */
@NullMarked
package dev.taskmaster.master.sink;

import org.jspecify.annotations.NullMarked;
