/**
 * The edge of this module: the only package here that knows {@code jakarta.jms} and the Artemis client. It opens
 * connections, turns their failures into Taskmaster's errors and carries chunks and replies in messages. Entry types:
 * {@link dev.taskmaster.jms.BrokerConnection}, {@link dev.taskmaster.jms.TaskMessages} and
 * {@link dev.taskmaster.jms.ReplyMessages}. Uses {@code task}, {@code message}, {@code settings} and
 * {@code tls}.
 */
@NullMarked
package dev.taskmaster.jms;

import org.jspecify.annotations.NullMarked;
