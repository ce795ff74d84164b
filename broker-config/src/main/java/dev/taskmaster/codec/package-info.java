/**
 * How a program's own values travel as text, for masters and workers inside other programs. Entry type:
 * {@link dev.taskmaster.codec.Codec}. Uses Jackson's databind, which is there only where the program brings it, in
 * {@link dev.taskmaster.codec.JsonCodec} alone, and no other package of Taskmaster.
 */
@NullMarked
package dev.taskmaster.codec;

import org.jspecify.annotations.NullMarked;
