package dev.taskmaster.master.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the users' files of a running broker and tells whose password or roles have changed, whoever changed them. It
 * needs no login for that, so it also works when the admin's credentials are what was stolen. A look without a change reads
 * the times of two files.
 */
final class UserWatch implements AutoCloseable {

    /** Between two looks: a fifth of the second after which an old password must be dead. */
    static final Duration PERIOD = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(UserWatch.class);

    private final List<Path> files;
    private final Consumer<Set<String>> changed;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** These three belong to the watch's thread. */
    private List<Stamp> seen;

    private Map<String, Set<String>> known;
    private boolean tellAgain;

    /** Tells apart two files of one name: a file that is written whole is another one each time. */
    private record Stamp(String key, long modifiedNanos, long size) {}

    private UserWatch(Path directory, Consumer<Set<String>> changed) throws IOException {
        this.files = List.of(directory.resolve(UserFiles.USERS), directory.resolve(UserFiles.ROLES));
        this.changed = changed;
        this.seen = stamps();
        this.known = read();
    }

    /**
     * Begins to look.
     *
     * @param changed is told of the users that are gone or have another password or other roles, on the watch's own thread;
     *     once more, with no user, when a login that began before the change has had its time
     * @throws IOException if the files cannot be read
     */
    static UserWatch start(Path directory, Consumer<Set<String>> changed) throws IOException {
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
            boolean other = !now.equals(seen);
            if (other) {
                var users = read();
                changed.accept(differences(known, users));
                seen = now;
                known = users;
            } else if (tellAgain) {
                changed.accept(Set.of());
            }
            tellAgain = other;
        } catch (IOException | RuntimeException e) {
            // The broker is stopping, or whoever writes them is not done yet: the next look finds the same again.
            log.debug("the users' files cannot be looked at", e);
        }
    }

    static Set<String> differences(Map<String, Set<String>> before, Map<String, Set<String>> after) {
        var users = new TreeSet<String>();
        before.forEach((user, marks) -> {
            if (!marks.equals(after.get(user))) {
                users.add(user);
            }
        });
        return users;
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

    /** Of each user with a password, the password's entry and the roles. */
    private Map<String, Set<String>> read() throws IOException {
        var users = new TreeMap<String, Set<String>>();
        var passwords = properties(files.get(0));
        passwords.stringPropertyNames().forEach(user -> {
            var marks = new HashSet<String>();
            marks.add("=" + passwords.getProperty(user));
            users.put(user, marks);
        });
        var roles = properties(files.get(1));
        for (var role : roles.stringPropertyNames()) {
            for (var user : roles.getProperty(role).split(",", -1)) {
                var marks = users.get(user);
                if (marks != null) {
                    marks.add(role);
                }
            }
        }
        return users;
    }

    private static Properties properties(Path file) throws IOException {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    /** Looks no more. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
    }
}
