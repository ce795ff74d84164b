package dev.taskmaster.master.web;

import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.master.admin.TaskCounts;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.security.auth.login.Configuration;

/**
 * What the pages show of a broker, and to whom.
 *
 * @param data the directory in which the console is unpacked
 * @param users of the broker: who has the role {@code admin} among them gets in
 * @param meters of the broker
 * @param tasks that have passed the broker
 * @param overview what the broker holds at the moment; asked by many threads, may throw a
 *     {@link dev.taskmaster.TaskmasterException} while the broker does not answer
 */
public record WebContent(
        Path data, Configuration users, CompositeMeterRegistry meters, TaskCounts tasks, Supplier<Overview> overview) {}
