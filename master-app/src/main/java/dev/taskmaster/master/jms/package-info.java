/**
 * The edge of the master: the only package here that knows {@code jakarta.jms}. It keeps a job's queues, its checkpoints
 * and its two transactions in the broker, and asks the broker's management what an operator wants to know. Entry types:
 * {@link dev.taskmaster.master.jms.JobBroker} and {@link dev.taskmaster.master.jms.AdminBroker}. Implements the interfaces
 * of {@code submit} and {@code collect}; uses {@code job}, {@code admin} and what master and worker share.
 */
@NullMarked
package dev.taskmaster.master.jms;

import org.jspecify.annotations.NullMarked;
