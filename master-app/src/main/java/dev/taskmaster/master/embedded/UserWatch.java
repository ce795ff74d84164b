package dev.taskmaster.master.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the users' files of a running broker and tells when they have changed, whoever changed them. It needs no login
 * for that, so it also works when it is the admin's password that was stolen. A look reads the times of two files.
 */
final class UserWatch implements AutoCloseable {

    /** Between two looks: a fifth of the second after which an old password must be dead. */
    static final Duration PERIOD = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(UserWatch.class);

    private final List<Path> files;
    private final Runnable changed;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** These two belong to the watch's thread. */
    private List<Stamp> seen;

    private boolean tellAgain;

    /** Tells apart two files of one name: a file that is written whole is another one each time. */
    private record Stamp(String key, long modifiedNanos, long size) {}

    private UserWatch(Path directory, Runnable changed) throws IOException {
        this.files = List.of(directory.resolve(UserFiles.USERS), directory.resolve(UserFiles.ROLES));
        this.changed = changed;
        this.seen = stamps();
    }

    /**
     * Begins to look.
     *
     * @param changed is told on the watch's own thread, and a second time a look later, because a login that began with
     *     the files before the change may have ended after the first time
     * @throws IOException if the files cannot be looked at
     */
    static UserWatch start(Path directory, Runnable changed) throws IOException {
        var watch = new UserWatch(directory, changed);
        var thread = new Thread(watch::run, "users-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            var now = stamps();
            boolean others = !now.equals(seen);
            if (others || tellAgain) {
                changed.run();
            }
            seen = now;
            tellAgain = others;
        } catch (IOException | RuntimeException e) {
            // The broker is stopping; if not, the next look finds the same again.
            log.debug("the users' files cannot be looked at", e);
        }
    }

    private List<Stamp> stamps() throws IOException {
        return List.of(stamp(files.get(0)), stamp(files.get(1)));
    }

    private static Stamp stamp(Path file) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    String.valueOf(attributes.fileKey()),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    attributes.size());
        } catch (NoSuchFileException e) {
            return new Stamp("none", 0, 0);
        }
    }

    /** Looks no more. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
    }
}
