/**
 * The page of jobs and workers: what a person sees of a broker in a browser, as HTML that needs no script. Entry type:
 * {@link dev.taskmaster.master.page.JobPage}. It asks for an {@code admin} overview, remembers the last ones for rates and
 * for workers that have gone, and writes; names of workers may be anything, so all texts are escaped in one place,
 * {@code Markup}. Knows no web server; uses {@code admin} and the rate of {@code progress}.
 */
@NullMarked
package dev.taskmaster.master.page;

import org.jspecify.annotations.NullMarked;
