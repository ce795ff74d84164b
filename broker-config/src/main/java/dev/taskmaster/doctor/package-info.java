/**
 * What {@code master doctor} and {@code worker doctor} share: findings, their table and their JSON, and what can be found
 * out about the way to a broker and about the own process without logging in. Entry type:
 * {@link dev.taskmaster.doctor.Diagnosis}. Uses {@code settings}, {@code message}, {@code tls}, {@code credentials} and the
 * root package; knows no JMS.
 */
@NullMarked
package dev.taskmaster.doctor;

import org.jspecify.annotations.NullMarked;
