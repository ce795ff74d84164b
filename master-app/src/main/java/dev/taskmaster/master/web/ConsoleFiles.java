package dev.taskmaster.master.web;

import dev.taskmaster.credentials.PrivateFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/**
 * The console's files below the data directory. They are unpacked once a version, aside, and come to their place whole: a
 * process that is killed meanwhile leaves something that the next one clears away. The data directory must be this
 * process' alone.
 */
final class ConsoleFiles {

    /** The version in {@code pom.xml}; the file of that name is put on the class path by the build. */
    static final String VERSION = "1.3.0";

    private static final String WAR = "artemis-console-war-" + VERSION + ".war";

    /** It logs where the master does, and offers neither to be found by others nor a memory of what it answered. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "META-INF/maven/.*|WEB-INF/classes/log4j2\\.properties|WEB-INF/lib/(log4j-|slf4j-|jolokia-service-(discovery|history|notif)).*");

    private final Path directory;

    private ConsoleFiles(Path directory) {
        this.directory = directory;
    }

    static ConsoleFiles of(Path data) {
        return new ConsoleFiles(data.resolve("console").toAbsolutePath());
    }

    /** A directory that the console clears at each start. */
    Path scratch() {
        return directory.resolve("scratch");
    }

    /** Where the files are, after they have been unpacked if they were not there. */
    Path unpack() throws IOException {
        var place = directory.resolve(VERSION);
        if (!Files.isDirectory(place)) {
            PrivateFiles.createDirectory(directory);
            var aside = directory.resolve(VERSION + ".part");
            delete(aside);
            unpackInto(aside);
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return place;
    }

    private static void unpackInto(Path aside) throws IOException {
        try (var war = ConsoleFiles.class.getResourceAsStream(WAR)) {
            if (war == null) {
                throw new FileNotFoundException(
                        WAR + " is missing on the class path: the program is not packaged whole");
            }
            var zip = new ZipInputStream(war);
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = aside.resolve(entry.getName()).normalize();
                if (!file.startsWith(aside)) {
                    throw new IOException(entry.getName() + " in " + WAR + " would be outside of " + aside);
                }
                if (!entry.isDirectory() && !LEFT_OUT.matcher(entry.getName()).matches()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }

    private static void delete(Path aside) throws IOException {
        if (Files.exists(aside)) {
            try (var files = Files.walk(aside)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
