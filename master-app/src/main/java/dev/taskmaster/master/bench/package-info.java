/**
 * Measures what a broker and its workers can do: throughput, latency and efficiency, each through jobs that run as any
 * other. Entry type: {@link dev.taskmaster.master.bench.Bench}; what it finds is a {@link
 * dev.taskmaster.master.bench.Report}. Uses {@code run} and what that uses, the HdrHistogram library, and the worker's
 * jar as a program; it knows neither JMS nor the broker in this process.
 */
@NullMarked
package dev.taskmaster.master.bench;

import org.jspecify.annotations.NullMarked;
