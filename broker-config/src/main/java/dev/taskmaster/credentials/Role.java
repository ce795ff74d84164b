package dev.taskmaster.credentials;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user may do; each role has a user of the same name from the first start. */
public enum Role {
    /** Everything, and the console. */
    ADMIN,
    /** Sends tasks, collects results, keeps the state of jobs, creates and deletes their queues. */
    MASTER,
    /** Takes tasks and sends results, nothing else. */
    WORKER;

    /** The role's word in the broker's configuration, and the name of its first user. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role whose first user has that name. */
    public static Optional<Role> ofFirstUser(String user) {
        return Arrays.stream(values()).filter(role -> role.word().equals(user)).findFirst();
    }
}
