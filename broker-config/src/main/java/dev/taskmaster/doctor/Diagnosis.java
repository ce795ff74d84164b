package dev.taskmaster.doctor;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.message.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The findings of a doctor, in the order in which they were found. For one thread. */
public final class Diagnosis {

    private static final int CHECK_WIDTH = 16;

    private final List<Finding> findings = new ArrayList<>();

    /** It is as it should be. */
    public void ok(String check, String text) {
        findings.add(new Finding(Finding.Level.OK, check, text, ExitStatus.OK));
    }

    /** It works, and somebody should look at it. */
    public void warn(String check, String text) {
        findings.add(new Finding(Finding.Level.WARN, check, text, ExitStatus.OK));
    }

    /** It does not work, and a command would end with that status. */
    public void fail(String check, String text, ExitStatus status) {
        findings.add(new Finding(Finding.Level.FAIL, check, text, status));
    }

    /** The same for what a command would have said. */
    public void fail(String check, TaskmasterException e) {
        fail(check, String.valueOf(e.getMessage()), e.status());
    }

    /** A list of what was found so far. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The status of the worst finding: of the failure with the highest number. */
    public ExitStatus status() {
        return findings.stream()
                .map(Finding::status)
                .max(Comparator.comparingInt(ExitStatus::code))
                .orElse(ExitStatus.OK);
    }

    /** A line for each. */
    public String table() {
        return findings.stream()
                .map(finding -> String.format(
                                Locale.ROOT,
                                "%-4s  %-" + CHECK_WIDTH + "s  %s",
                                finding.level().word(),
                                finding.check(),
                                finding.text().replaceAll("\\p{Cc}", " "))
                        + "\n")
                .collect(Collectors.joining());
    }

    /** One object on one line. */
    public String json() {
        return findings.stream()
                        .map(finding -> "{\"level\":"
                                + JsonText.encode(finding.level().word()) + ",\"check\":"
                                + JsonText.encode(finding.check()) + ",\"text\":" + JsonText.encode(finding.text())
                                + ",\"status\":" + finding.status().code() + "}")
                        .collect(Collectors.joining(",", "{\"findings\":[", "],"))
                + "\"status\":" + status().code() + "}";
    }
}
