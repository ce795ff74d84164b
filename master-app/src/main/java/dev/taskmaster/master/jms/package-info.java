/**
 * The edge of the master: the only package here that knows {@code jakarta.jms}. It keeps a job's queues, its checkpoints
 * and its two transactions in the broker. Entry type: {@link dev.taskmaster.master.jms.JobBroker}. Implements the
 * interfaces of {@code submit} and {@code collect}; uses {@code job} and what master and worker share.
 */
@NullMarked
package dev.taskmaster.master.jms;

import org.jspecify.annotations.NullMarked;
