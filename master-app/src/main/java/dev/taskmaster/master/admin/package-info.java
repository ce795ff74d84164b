/**
 * What an operator sees of a broker: its queues, jobs, workers and failed tasks at one moment, each as a table for people
 * and as JSON for scripts. Entry type: {@link dev.taskmaster.master.admin.View}. The records know neither JMS nor Artemis;
 * {@code jms} fills them and {@code command} prints them. Uses {@code job} and what master and worker share.
 */
@NullMarked
package dev.taskmaster.master.admin;

import org.jspecify.annotations.NullMarked;
