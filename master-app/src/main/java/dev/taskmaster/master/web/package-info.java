/**
 * The master's pages: a start page, the page of jobs, Artemis' own web console, and the metrics for Prometheus, in one
 * server, on loopback unless asked otherwise. Entry type: {@link dev.taskmaster.master.web.MasterWeb}. The only package
 * that knows Jetty and Prometheus; it is given the broker's users, meters and certificates and an {@code admin} view of it,
 * and knows nothing else of the broker and of commands.
 */
@NullMarked
package dev.taskmaster.master.web;

import org.jspecify.annotations.NullMarked;
