/**
 * What a person sets, read once at the edge: option, then environment, then file, then default, and every problem
 * reported at once. Entry type: {@link dev.taskmaster.settings.Settings}. Each feature reads one record of its own from
 * a {@link dev.taskmaster.settings.SettingsReader}. Uses the root package only.
 */
@NullMarked
package dev.taskmaster.settings;

import org.jspecify.annotations.NullMarked;
