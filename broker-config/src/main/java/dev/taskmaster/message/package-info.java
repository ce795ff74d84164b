/**
 * The message contract, as far as it needs no JMS: the addresses, the names of the properties and the two bodies. Other
 * programs are written against it, so nothing here changes without a new property or address. A worker's connection also
 * tells who it is, by {@link dev.taskmaster.message.WorkerClientId}. Entry types: {@link dev.taskmaster.message.TaskBody}
 * and {@link dev.taskmaster.message.ReplyBody}. Uses the package {@code dev.taskmaster.task} and Jackson's streaming
 * parser, nothing else.
 */
@NullMarked
package dev.taskmaster.message;

import org.jspecify.annotations.NullMarked;
