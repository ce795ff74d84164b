/**
 * From the source to the task queue: cuts the input into chunks, keeps no more out than the window allows, and sends each
 * transaction together with its checkpoint. Entry type: {@link dev.taskmaster.master.submit.Submitter}. Knows no JMS: the
 * queue is a {@link dev.taskmaster.master.submit.TaskOutbox}. Uses {@code source}, {@code job} and {@code task}.
 */
@NullMarked
package dev.taskmaster.master.submit;

import org.jspecify.annotations.NullMarked;
