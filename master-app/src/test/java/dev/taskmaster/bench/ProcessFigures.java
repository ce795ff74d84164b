package dev.taskmaster.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What Linux knows of a process since its start.
 *
 * @param processor time of all its threads
 * @param read bytes by files and sockets
 * @param written bytes by files and sockets
 * @param stored bytes that it had the disk write
 */
record ProcessFigures(Duration processor, long read, long written, long stored) {

    static ProcessFigures of(ProcessHandle process) {
        return new ProcessFigures(
                process.info().totalCpuDuration().orElse(Duration.ZERO),
                number(process, "io", "rchar"),
                number(process, "io", "wchar"),
                number(process, "io", "write_bytes"));
    }

    static ProcessFigures of(List<ProcessHandle> processes) {
        return processes.stream()
                .map(ProcessFigures::of)
                .reduce(new ProcessFigures(Duration.ZERO, 0, 0, 0), ProcessFigures::plus);
    }

    private ProcessFigures plus(ProcessFigures other) {
        return new ProcessFigures(
                processor.plus(other.processor), read + other.read, written + other.written, stored + other.stored);
    }

    ProcessFigures since(ProcessFigures before) {
        return new ProcessFigures(
                processor.minus(before.processor),
                read - before.read,
                written - before.written,
                stored - before.stored);
    }

    static long residentBytes(ProcessHandle process) {
        return number(process, "status", "VmRSS") * 1024;
    }

    static long threads(ProcessHandle process) {
        return number(process, "status", "Threads");
    }

    /** Bytes of the objects that a JVM holds, after it has collected its garbage for that. */
    static long liveHeap(ProcessHandle process) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var lines = Programs.run(List.of(jcmd, Long.toString(process.pid()), "GC.class_histogram"))
                .lines()
                .toList();
        // The last line is: Total, instances, bytes.
        return Long.parseLong(lines.get(lines.size() - 1).replaceAll("^Total +[0-9]+ +| +$", ""));
    }

    private static long number(ProcessHandle process, String file, String name) {
        var path = Path.of("/proc", Long.toString(process.pid()), file);
        try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + name + " in " + path));
        } catch (IOException e) {
            throw new IllegalStateException("this bench needs Linux: " + path + " cannot be read", e);
        }
    }
}
