package dev.taskmaster.master.web;

import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the broker's users known to JAAS under one name, which is how the console looks them up. Every other name is
 * answered by the configuration that was there before, which also comes back in the end.
 */
final class ConsoleRealm extends Configuration implements AutoCloseable {

    /** The realm's name. */
    static final String NAME = "taskmaster-console";

    private final Configuration users;
    private final Configuration others;

    private ConsoleRealm(Configuration users, Configuration others) {
        this.users = users;
        this.others = others;
    }

    static ConsoleRealm install(Configuration users) {
        var realm = new ConsoleRealm(users, Configuration.getConfiguration());
        Configuration.setConfiguration(realm);
        return realm;
    }

    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
        return (name.equals(NAME) ? users : others).getAppConfigurationEntry(name);
    }

    @Override
    public void refresh() {
        others.refresh();
    }

    /** Where somebody else has set another one meanwhile, that one stays. */
    @Override
    public void close() {
        if (Configuration.getConfiguration() == this) {
            Configuration.setConfiguration(others);
        }
    }
}
