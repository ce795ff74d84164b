package dev.taskmaster.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with an output.
 *
 * @param missing lines of an undisturbed run that are not there
 * @param duplicate lines that are there more often than they should be
 * @param wrong lines that an undisturbed run does not write
 * @param outOfOrder whether lines are in another order although order was to be kept
 */
record Verdict(long missing, long duplicate, long wrong, boolean outOfOrder) {

    static Verdict of(Path output, List<String> truth, boolean keepsOrder) throws IOException {
        var found = Files.readAllLines(output);
        Map<String, Integer> open = new HashMap<>();
        truth.forEach(line -> open.merge(line, 1, Integer::sum));
        long duplicate = 0;
        long wrong = 0;
        for (var line : found) {
            var left = open.get(line);
            if (left == null) {
                wrong++;
            } else if (left == 0) {
                duplicate++;
            } else {
                open.put(line, left - 1);
            }
        }
        long missing = open.values().stream().mapToLong(Integer::longValue).sum();
        return new Verdict(missing, duplicate, wrong, keepsOrder && !found.equals(truth));
    }

    Verdict plus(Verdict other) {
        return new Verdict(
                missing + other.missing,
                duplicate + other.duplicate,
                wrong + other.wrong,
                outOfOrder || other.outOfOrder);
    }

    boolean isFine() {
        return missing == 0 && duplicate == 0 && wrong == 0 && !outOfOrder;
    }
}
