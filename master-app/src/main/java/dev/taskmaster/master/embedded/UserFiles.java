package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.credentials.Role;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the broker keeps of its users: the hashes of their passwords in one file and their roles in another, both read by
 * Artemis' PropertiesLoginModule. Users that somebody else added stay as they are.
 */
final class UserFiles {

    static final String USERS = "users.properties";
    static final String ROLES = "roles.properties";

    private static final String DIRECTORY = "etc";
    private static final String SEPARATOR = ",";
    private static final Pattern HASH = Pattern.compile("ENC\\([0-9]{1,9}:[0-9A-Fa-f]+:[0-9A-Fa-f]+\\)");

    private final Path directory;

    private UserFiles(Path directory) {
        this.directory = directory;
    }

    static Path directory(Path data) {
        return data.resolve(DIRECTORY);
    }

    /** The files of a data directory; the directory for them is made where it is missing. */
    static UserFiles of(Path data) throws IOException {
        PrivateFiles.createDirectory(directory(data));
        return new UserFiles(directory(data));
    }

    /**
     * Whether the broker knows a password of the role's first user.
     *
     * @throws InvalidUseException if what it knows is no hash
     */
    boolean hasHash(Role role) throws IOException {
        var known = read(USERS).value(role.word());
        if (known.isPresent() && !HASH.matcher(known.get()).matches()) {
            throw new InvalidUseException("the entry of user " + role.word() + " in " + directory.resolve(USERS)
                    + " is broken: remove its line, and the next start writes it again");
        }
        return known.isPresent();
    }

    /** Whether the broker knows a password of a user, in whatever form. */
    boolean knows(String user) throws IOException {
        return read(USERS).value(user).isPresent();
    }

    void forget(String user) throws IOException {
        write(USERS, read(USERS).without(user));
    }

    void remember(String user, String hash) throws IOException {
        write(USERS, read(USERS).with(user, hash));
    }

    /** The roles of a user: one, unless somebody else wrote more. */
    Set<Role> rolesOf(String user) throws IOException {
        var lists = read(ROLES);
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            if (members(lists, role).contains(user)) {
                roles.add(role);
            }
        }
        return roles;
    }

    void assign(String user, Role role) throws IOException {
        var members = members(read(ROLES), role);
        members.add(user);
        write(ROLES, read(ROLES).with(role.word(), String.join(SEPARATOR, members)));
    }

    /** Takes all roles from a user. */
    void dismiss(String user) throws IOException {
        var lists = read(ROLES);
        for (var role : rolesOf(user)) {
            var members = members(lists, role);
            members.remove(user);
            lists = members.isEmpty()
                    ? lists.without(role.word())
                    : lists.with(role.word(), String.join(SEPARATOR, members));
        }
        write(ROLES, lists);
    }

    private static Set<String> members(PropertyLines lists, Role role) {
        var members = new LinkedHashSet<String>();
        lists.value(role.word()).ifPresent(list -> members.addAll(List.of(list.split(SEPARATOR, -1))));
        return members;
    }

    /** Gives the first user of each role its role, where the role has no user yet. */
    void completeRoles() throws IOException {
        var roles = read(ROLES);
        for (var role : Role.values()) {
            if (roles.value(role.word()).isEmpty()) {
                roles = roles.with(role.word(), role.word());
            }
        }
        write(ROLES, roles);
    }

    private PropertyLines read(String name) throws IOException {
        var file = directory.resolve(name);
        try {
            return PropertyLines.parse(Files.exists(file) ? Files.readString(file) : "");
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new InvalidUseException(
                    file
                            + " is not a properties file in UTF-8: correct it, or remove it for the next start to write it again",
                    e);
        }
    }

    private void write(String name, PropertyLines lines) throws IOException {
        if (!lines.equals(read(name))) {
            PrivateFiles.write(directory.resolve(name), lines.text());
        }
    }
}
