package dev.taskmaster.master.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Secret;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.ha.ReplicaPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.ReplicatedPolicyConfiguration;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.utils.XMLUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokerConfigurationTest {

    private static final Path DATA = Path.of("data");

    @Test
    void the_file_is_valid_by_artemis_schema() {
        assertThatCode(() -> XMLUtil.validate(
                        XMLUtil.urlToElement(Addresses.class.getResource("/broker.xml"))
                                .getElementsByTagName("core")
                                .item(0),
                        "schema/artemis-configuration.xsd"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Pair.Side.class)
    void it_is_valid_for_one_of_a_pair_too(Pair.Side side) {
        var xml = BrokerXml.asWritten();
        pair(side).addTo(xml);
        xml.moveAcceptor(new HostPort("::1", 7), Map.of("keyStorePath", "/a b/c+d;e"));
        assertThat(xml.text())
                .contains("${taskmaster.min-disk-free:200M}")
                .contains(">tcp://[::1]:7?protocols=CORE;")
                .contains(";keyStorePath=%2Fa%20b%2Fc%2Bd%3Be<");
        assertThatCode(() -> XMLUtil.validate(
                        XMLUtil.stringToElement(xml.text())
                                .getElementsByTagName("core")
                                .item(0),
                        "schema/artemis-configuration.xsd"))
                .doesNotThrowAnyException();
    }

    @Test
    void the_two_of_a_pair_know_each_other_by_the_same_password_and_one_comes_back() {
        var primary = BrokerConfiguration.read(DATA, new HostPort("127.0.0.9", 1), null, pair(Pair.Side.PRIMARY));
        assertThat(primary.getClusterPassword()).isEqualTo("secret-of-two");
        assertThat(primary.getClusterUser()).isNotEqualTo("ACTIVEMQ.CLUSTER.ADMIN.USER");
        assertThat(primary.getConnectorConfigurations()).containsOnlyKeys("self", "peer");
        assertThat(primary.getHAPolicyConfiguration())
                .isInstanceOfSatisfying(
                        ReplicatedPolicyConfiguration.class,
                        policy -> assertThat(policy.isCheckForActiveServer()).isTrue());
        var backup = BrokerConfiguration.read(DATA, new HostPort("127.0.0.9", 1), null, pair(Pair.Side.BACKUP));
        assertThat(backup.getHAPolicyConfiguration())
                .isInstanceOfSatisfying(
                        ReplicaPolicyConfiguration.class,
                        policy -> assertThat(policy.isAllowFailBack()).isTrue());
    }

    private static PairXml pair(Pair.Side side) {
        var pair = new Pair(side, new HostPort("other", 2));
        return new PairXml(pair, new HostPort("this", 1), new Secret("secret-of-two"), Map.of("sslEnabled", "true"));
    }

    @Test
    void its_queues_are_those_of_the_message_contract() {
        var queues = new HashSet<String>();
        for (var address : read().getAddressConfigurations()) {
            address.getQueueConfigs().forEach(queue -> {
                assertThat(queue.getAddress().toString())
                        .isEqualTo(queue.getName().toString());
                assertThat(queue.isDurable()).isTrue();
                queues.add(queue.getName().toString());
                if (queue.getName().toString().equals(Addresses.JOBS)) {
                    assertThat(queue.getLastValueKey().toString()).isEqualTo(PropertyNames.LAST_VALUE_KEY);
                    assertThat(queue.isNonDestructive()).isTrue();
                }
            });
        }
        assertThat(queues)
                .containsExactlyInAnyOrder(
                        Addresses.TASKS, Addresses.RESULTS, Addresses.JOBS, Addresses.DEAD_LETTERS, Addresses.EXPIRED);
    }

    @Test
    void a_commit_is_on_the_disk_and_does_not_wait_long_for_company() {
        var configuration = read();
        assertThat(configuration.getJournalType()).isEqualTo(JournalType.NIO);
        assertThat(configuration.isJournalDatasync()).isTrue();
        assertThat(configuration.isJournalSyncTransactional()).isTrue();
        assertThat(configuration.isJournalSyncNonTransactional()).isTrue();
        assertThat(configuration.getJournalBufferTimeout_NIO()).isEqualTo(500_000);
    }

    @Test
    void raw_tasks_are_tried_ten_times_and_results_for_ever() {
        var tasks = settings("tasks.#");
        assertThat(tasks.getMaxDeliveryAttempts()).isEqualTo(10);
        assertThat(tasks.getRedeliveryDelay()).isEqualTo(200);
        assertThat(tasks.getRedeliveryMultiplier()).isEqualTo(2.0);
        assertThat(tasks.getMaxRedeliveryDelay()).isEqualTo(5_000);
        var results = settings("results.#");
        results.merge(settings("#"));
        assertThat(results.getMaxDeliveryAttempts()).isEqualTo(-1);
    }

    @Test
    void a_full_disk_refuses_who_submits_and_lets_wait_who_answers() {
        assertThat(settings("#").getDiskFullMessagePolicy()).isEqualTo(DiskFullMessagePolicy.FAIL);
        assertThat(settings("results.#").getDiskFullMessagePolicy()).isEqualTo(DiskFullMessagePolicy.BLOCK);
        assertThat(settings("temp.#").getDiskFullMessagePolicy()).isEqualTo(DiskFullMessagePolicy.BLOCK);
        assertThat(read().getMinDiskFree()).isEqualTo(200L * 1024 * 1024);
    }

    @Test
    void all_files_are_below_the_data_directory() {
        var configuration = read();
        assertThat(Set.of(
                        configuration.getJournalDirectory(),
                        configuration.getBindingsDirectory(),
                        configuration.getPagingDirectory(),
                        configuration.getLargeMessagesDirectory()))
                .allSatisfy(
                        directory -> assertThat(Path.of(directory).getParent()).isEqualTo(DATA));
    }

    @Test
    void its_one_acceptor_speaks_core_alone_at_the_place_that_was_asked_for() {
        assertThat(read().getAcceptorConfigurations())
                .singleElement()
                .satisfies(acceptor -> assertThat(acceptor.getCombinedParams())
                        .containsEntry("host", "127.0.0.9")
                        .containsEntry("port", 1234)
                        .containsEntry("protocols", "CORE"));
    }

    @Test
    void what_a_client_sends_in_one_piece_the_broker_takes() {
        assertThat(read().getAcceptorConfigurations().iterator().next().getCombinedParams())
                .hasEntrySatisfying(
                        "coreMaxFrameSize",
                        bytes -> assertThat(Integer.parseInt(bytes.toString()))
                                .isGreaterThan(2 * ClientUrl.LEAST_LARGE));
    }

    @Test
    void stomp_has_an_acceptor_of_its_own_with_the_same_limits_where_it_is_asked_for() {
        var configuration =
                BrokerConfiguration.read(DATA, new HostPort("127.0.0.9", 1234), new HostPort("127.0.0.8", 5), null);
        assertThat(configuration.getAcceptorConfigurations()).hasSize(2);
        assertThat(configuration.getAcceptorConfigurations())
                .filteredOn(acceptor -> acceptor.getName().equals(StompAcceptor.NAME))
                .singleElement()
                .satisfies(acceptor -> assertThat(acceptor.getCombinedParams())
                        .containsEntry("host", "127.0.0.8")
                        .containsEntry("port", 5)
                        .containsEntry("protocols", "STOMP")
                        .containsEntry("handshake-timeout", "10")
                        .containsEntry("connectionsAllowed", "5000"));
        assertThat(configuration.isResolveProtocols()).isTrue();
        assertThat(read().isResolveProtocols()).isFalse();
    }

    @Test
    void a_connection_must_say_something_soon_and_thousands_of_workers_have_room() {
        var acceptor = read().getAcceptorConfigurations().iterator().next().getCombinedParams();
        assertThat(acceptor).containsEntry("handshake-timeout", "10").containsEntry("connectionsAllowed", "5000");
        System.setProperty("taskmaster.connections-allowed", "7");
        try {
            assertThat(read().getAcceptorConfigurations().iterator().next().getCombinedParams())
                    .containsEntry("connectionsAllowed", "7");
        } finally {
            System.clearProperty("taskmaster.connections-allowed");
        }
    }

    @Test
    void nobody_is_let_in_without_a_login_and_each_message_tells_who_sent_it() {
        var configuration = read();
        assertThat(configuration.isSecurityEnabled()).isTrue();
        assertThat(configuration.isPopulateValidatedUser()).isTrue();
        assertThat(configuration.isRejectEmptyValidatedUser()).isTrue();
        assertThat(configuration.isManagementMessageRbac()).isTrue();
        assertThat(configuration.getSecurityInvalidationInterval()).isEqualTo(10_000);
    }

    @Test
    void nothing_is_made_because_somebody_misspells_it() {
        assertThat(settings("#").isAutoCreateQueues()).isFalse();
        assertThat(settings("#").isAutoCreateAddresses()).isFalse();
    }

    @Test
    void a_backlog_goes_to_the_disk_and_only_the_disk_bounds_it() {
        var all = settings("#");
        assertThat(all.getAddressFullMessagePolicy()).isEqualTo(AddressFullMessagePolicy.PAGE);
        assertThat(all.getMaxSizeBytes()).isEqualTo(16L * 1024 * 1024);
        assertThat(all.getPageLimitBytes()).isNull();
        assertThat(all.getPageLimitMessages()).isNull();
    }

    @Test
    void a_bad_value_in_a_system_property_is_one_clear_line() {
        System.setProperty("taskmaster.min-disk-free", "nonsense");
        try {
            assertThatThrownBy(BrokerConfigurationTest::read)
                    .isInstanceOf(InvalidUseException.class)
                    .hasMessageContaining("nonsense")
                    .hasMessageContaining("taskmaster.")
                    .hasMessageNotContaining("\n");
        } finally {
            System.clearProperty("taskmaster.min-disk-free");
        }
    }

    private static AddressSettings settings(String match) {
        return requireNonNull(read().getAddressSettings().get(match));
    }

    private static Configuration read() {
        return BrokerConfiguration.read(DATA, new HostPort("127.0.0.9", 1234), null, null);
    }
}
