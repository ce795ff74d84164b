/**
 * The images and the lab of containers as a user has them: built, started and disturbed through the commands of Docker and
 * Compose, and the manifests for Kubernetes, read by Kubernetes' own types. {@link dev.taskmaster.docker.ComposeLab} is a
 * lab of a test's own; without an engine the tests in containers are left out, but not in CI.
 */
@NullMarked
package dev.taskmaster.docker;

import org.jspecify.annotations.NullMarked;
