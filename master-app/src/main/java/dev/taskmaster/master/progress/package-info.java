/**
 * Tells on standard error how far a job is while it runs. {@link dev.taskmaster.master.progress.Reporter} hears what the
 * run's listeners hear, looks at it once a second on a thread of its own, and has a
 * {@link dev.taskmaster.master.progress.Display} show it: as a bar, as lines of text, or as JSON. So telling costs nothing
 * for each task. Uses {@code run}, {@code job} and {@code task}; the bar is drawn by me.tongfei:progressbar.
 */
@NullMarked
package dev.taskmaster.master.progress;

import org.jspecify.annotations.NullMarked;
