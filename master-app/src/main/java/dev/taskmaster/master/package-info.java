/**
 * The master: hands tasks out and gets their results back, on a broker of its own or another's. Entry types:
 * {@link dev.taskmaster.master.Master} inside another program, {@link dev.taskmaster.master.Main} for the command:
 *
 * <pre>{@code
 * try (var master = Master.connect(Path.of("taskmaster-data/credentials/master.properties"));
 *         var tasks = master.tasks()) {
 *     var twelve = tasks.submit("12");
 *     System.out.println(twelve.get(30, TimeUnit.SECONDS).text());
 * }
 * }</pre>
 *
 * <p>This package holds the public interface and its wiring, {@code session} what is behind it. A task goes through the packages below it in this order: source,
 * submit, (the queue, a worker, the queue), collect, sink; {@code run} puts them together, {@code jms} and
 * {@code embedded} are the edges, {@code web} shows the broker to a browser.
 */
@NullMarked
package dev.taskmaster.master;

import org.jspecify.annotations.NullMarked;
