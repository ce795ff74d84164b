package dev.taskmaster.settings;

/**
 * A text that must never be printed: its own text form is masked, so that no log and no message can hold it by accident.
 *
 * @param reveal the text itself, for the one place that needs it
 */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "***";
    }
}
