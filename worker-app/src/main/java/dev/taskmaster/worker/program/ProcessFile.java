package dev.taskmaster.worker.program;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What Linux tells of a process in a file (proc(5)); elsewhere nothing. */
final class ProcessFile {

    private ProcessFile() {}

    /** The text of a file, or nothing if there is none, it is not for us, or the process has ended. */
    static String read(long pid, String name) {
        // Unlike a channel, a stream does not mind an interrupt.
        try (var file = new FileInputStream("/proc/" + pid + "/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
