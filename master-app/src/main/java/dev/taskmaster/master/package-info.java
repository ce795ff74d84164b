/**
 * The master: hands a job's tasks out and collects their results, on a broker of its own or another's. Entry type:
 * {@link dev.taskmaster.master.Main}, the command. A task goes through the packages below it in this order: source,
 * submit, (the queue, a worker, the queue), collect, sink; {@code run} puts them together, {@code jms} and
 * {@code embedded} are the edges, {@code web} shows the broker to a browser.
 */
@NullMarked
package dev.taskmaster.master;

import org.jspecify.annotations.NullMarked;
