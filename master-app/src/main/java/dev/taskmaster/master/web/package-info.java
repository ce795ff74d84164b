/**
 * The master's pages: a start page, Artemis' own web console, and the broker's metrics for Prometheus, in one server, on
 * loopback unless asked otherwise. Entry type: {@link dev.taskmaster.master.web.MasterWeb}. The only package that knows Jetty and Prometheus; it
 * is given the broker's users, meters and certificates and knows nothing else of the broker, of jobs and of commands.
 */
@NullMarked
package dev.taskmaster.master.web;

import org.jspecify.annotations.NullMarked;
