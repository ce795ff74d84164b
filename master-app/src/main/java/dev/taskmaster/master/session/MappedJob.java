package dev.taskmaster.master.session;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.master.job.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of payloads as a job that nobody goes on with: everything of it is removed when it ends.
 *
 * @param session where it is run
 * @param assignment what is to be done, without a waiting file
 */
public record MappedJob(Session session, Assignment assignment) {

    private static final Logger log = LoggerFactory.getLogger(MappedJob.class);

    /**
     * Its results as a stream, which runs it while it is read.
     *
     * @param inOrder whether in the order of the payloads: results that come before their turn wait in a file
     */
    public Stream<Result> stream(Stream<String> payloads, boolean inOrder) {
        return new ResultStream(false, payloads, handoff -> {
                    var directory = inOrder ? temporaryDirectory() : null;
                    var chosen = directory == null ? assignment : assignment.withWaitingFile(waitingFile(directory));
                    var order =
                            chosen.order(session, payloads, handoff).to(handoff).temporarily(() -> remove(directory));
                    return Work.start("map-" + chosen.plan().queue(), session.open(), session::connect, order);
                })
                .stream();
    }

    private static Path waitingFile(Path directory) {
        return directory.resolve("waiting");
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("taskmaster-");
        } catch (IOException e) {
            throw new InvalidUseException(
                    "no temporary directory for results can be made: " + e.getMessage() + "; set java.io.tmpdir", e);
        }
    }

    private static void remove(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try {
            Files.deleteIfExists(waitingFile(directory));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            log.info("the directory {} of results that waited is left: {}", directory, e.getMessage());
        }
    }
}
