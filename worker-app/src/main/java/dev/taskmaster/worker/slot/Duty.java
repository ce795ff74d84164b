package dev.taskmaster.worker.slot;

import dev.taskmaster.worker.Narrator;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.WorkerSettings;

/**
 * What the slots of a worker are there to do.
 *
 * @param settings what the worker was told
 * @param handler runs the tasks
 * @param narrator is told about them
 */
public record Duty(WorkerSettings settings, TaskHandler handler, Narrator narrator) {}
