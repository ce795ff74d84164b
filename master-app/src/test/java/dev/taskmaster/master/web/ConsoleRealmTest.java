package dev.taskmaster.master.web;

import static org.assertj.core.api.Assertions.assertThat;

import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.junit.jupiter.api.Test;

class ConsoleRealmTest {

    private final Configuration before = Configuration.getConfiguration();

    @Test
    void answers_for_its_name_and_leaves_the_others_to_the_one_before() {
        var own = new Answering();
        var other = new Answering();
        Configuration.setConfiguration(other);
        try (var realm = ConsoleRealm.install(own)) {
            assertThat(Configuration.getConfiguration()).isSameAs(realm);
            assertThat(realm.getAppConfigurationEntry(ConsoleRealm.NAME)).isSameAs(own.answer);
            assertThat(realm.getAppConfigurationEntry("somebody-else")).isSameAs(other.answer);
        } finally {
            assertThat(Configuration.getConfiguration()).isSameAs(other);
            Configuration.setConfiguration(before);
        }
    }

    @Test
    void leaves_a_later_one_in_its_place() {
        var later = new Answering();
        try {
            var realm = ConsoleRealm.install(new Answering());
            Configuration.setConfiguration(later);
            realm.close();
            assertThat(Configuration.getConfiguration()).isSameAs(later);
        } finally {
            Configuration.setConfiguration(before);
        }
    }

    /** Answers every name with an answer of its own. */
    private static final class Answering extends Configuration {

        private final AppConfigurationEntry[] answer = {};

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return answer;
        }
    }
}
