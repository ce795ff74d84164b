/**
 * The master's pages: a start page, Artemis' own web console, and the broker's metrics for Prometheus, in one server on
 * loopback. Entry type: {@link dev.taskmaster.master.web.MasterWeb}. The only package that knows Jetty and Prometheus; it
 * is given the broker's users, its meters and an {@code admin} view of it, and knows nothing else of broker and commands.
 */
@NullMarked
package dev.taskmaster.master.web;

import org.jspecify.annotations.NullMarked;
