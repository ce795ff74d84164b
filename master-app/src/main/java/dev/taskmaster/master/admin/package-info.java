/**
 * What an operator sees of a broker: its queues, jobs, workers and failed tasks at one moment, each as a table for people
 * and as JSON for scripts; and what has passed it of tasks since it started. Entry types:
 * {@link dev.taskmaster.master.admin.View} and {@link dev.taskmaster.master.admin.TaskCounts}. They know neither JMS nor
 * Artemis; {@code jms} and {@code embedded} fill them, {@code command} and {@code web} show them. Uses {@code job} and what
 * master and worker share.
 */
@NullMarked
package dev.taskmaster.master.admin;

import org.jspecify.annotations.NullMarked;
