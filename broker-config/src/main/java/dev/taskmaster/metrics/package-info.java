/**
 * What master and worker count for Prometheus, and the forms in which they give it: histograms that are cheap to fill by
 * many threads, and series named after Prometheus' conventions. Entry types: {@link dev.taskmaster.metrics.Histogram} and
 * {@link dev.taskmaster.metrics.Series}. It says what a series looks like, not where it is served. Uses Prometheus' model
 * of metrics, which nothing else loads, so that a program without metrics does not pay for it.
 */
@NullMarked
package dev.taskmaster.metrics;

import org.jspecify.annotations.NullMarked;
