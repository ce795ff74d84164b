/**
 * The edge of the worker: the only package here that knows {@code jakarta.jms}. It keeps the connection to the broker,
 * reads task messages and sends answers. Entry type: {@link dev.taskmaster.worker.jms.BrokerLink}. It implements what
 * {@code slot} asks for and uses {@code dev.taskmaster.jms} for the messages themselves.
 */
@NullMarked
package dev.taskmaster.worker.jms;

import org.jspecify.annotations.NullMarked;
