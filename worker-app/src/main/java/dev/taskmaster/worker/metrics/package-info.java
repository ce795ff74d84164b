/**
 * What a worker tells Prometheus, on a page of its own on loopback. Entry types:
 * {@link dev.taskmaster.worker.metrics.MetricsServer}, {@link dev.taskmaster.worker.metrics.HandlerTimes} and
 * {@link dev.taskmaster.worker.metrics.WorkerSeries}. Nothing of it is loaded, and nothing is measured, by a worker that
 * is not asked for metrics. Uses the public interface of the worker and {@code dev.taskmaster.metrics}; the only package
 * here that knows Prometheus and the JDK's web server.
 */
@NullMarked
package dev.taskmaster.worker.metrics;

import org.jspecify.annotations.NullMarked;
