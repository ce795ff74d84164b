package dev.taskmaster.master.jms;

import dev.taskmaster.master.admin.QueueList;
import dev.taskmaster.master.admin.QueueState;
import dev.taskmaster.master.admin.WorkerList;
import dev.taskmaster.master.admin.WorkerState;
import dev.taskmaster.message.WorkerClientId;
import dev.taskmaster.message.WorkerReport;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The broker's own lists of its queues, connections and consumers. For one thread. */
record BrokerLists(Management management) {

    /** Without a filter, and all on one page (Artemis manual, Management). */
    private static final String NO_FILTER = "";

    private static final String METADATA = "metadata.";

    /** Under that name a worker lays its client id with the session of its reports. */
    private static final String CLIENT_ID = "jms-client-id";

    QueueList queues() throws JMSException {
        return new QueueList(list("listQueues").stream()
                .filter(queue -> QueueState.isOurs(text(queue, "name")))
                .map(BrokerLists::queue)
                .toList());
    }

    private static QueueState queue(Map<String, String> queue) {
        long delivering = number(queue, "deliveringCount");
        return new QueueState(
                text(queue, "name"),
                // The counts are not taken at the same moment.
                Math.max(0, number(queue, "messageCount") - delivering),
                number(queue, "scheduledCount"),
                delivering,
                number(queue, "consumerCount"),
                number(queue, "messagesAdded"),
                number(queue, "messagesAcked"),
                Boolean.parseBoolean(text(queue, "paused")));
    }

    /** Those who said that they are workers, and those who take tasks. */
    WorkerList workers() throws JMSException {
        var times = times();
        var connections = list("listConnections");
        var consumers = consumers();
        var reports = reports();
        var workers = new ArrayList<WorkerState>();
        for (var connection : connections) {
            var id = text(connection, "connectionID");
            var taking = consumers.getOrDefault(id, List.of());
            var clientId = text(connection, "clientID");
            var since = times.get(id);
            if (since != null
                    && (!taking.isEmpty() || WorkerClientId.parse(clientId).isPresent())) {
                workers.add(worker(connection, clientId, taking, since, reports.get(clientId)));
            }
        }
        return new WorkerList(workers);
    }

    /** When a connection was made, by the broker's clock. */
    Optional<Instant> connectedAt(String clientId) throws JMSException {
        var times = times();
        return list("listConnections").stream()
                .filter(connection -> text(connection, "clientID").equals(clientId))
                .map(connection -> times.get(text(connection, "connectionID")))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** One list has the time when a connection was made as a number, the other has the client id. */
    private Map<String, Instant> times() throws JMSException {
        return FlatJson.objects(management.list("listConnectionsAsJSON")).stream()
                .collect(Collectors.toMap(
                        connection -> text(connection, "connectionID"),
                        connection -> Instant.ofEpochMilli(number(connection, "creationTime")),
                        (one, other) -> one));
    }

    private static WorkerState worker(
            Map<String, String> connection,
            String clientId,
            List<Map<String, String>> taking,
            Instant since,
            @Nullable WorkerReport report) {
        var worker = WorkerClientId.parse(clientId);
        return new WorkerState(
                worker.map(WorkerClientId::worker).orElse(clientId),
                text(connection, "remoteAddress"),
                text(connection, "users"),
                taking.stream()
                        .map(consumer -> text(consumer, "queueName"))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(",")),
                worker.map(WorkerClientId::slots).orElse(null),
                taking.size(),
                taking.stream().mapToLong(BrokerLists::inHand).sum(),
                since,
                report);
    }

    /** What workers say of themselves, by the client ids of their connections. */
    private Map<String, WorkerReport> reports() throws JMSException {
        var reports = new HashMap<String, WorkerReport>();
        for (var session : FlatJson.objects(management.list("listAllSessionsAsJSON"))) {
            var text = text(session, METADATA + WorkerReport.KEY);
            if (!text.isEmpty()) {
                WorkerReport.parse(text).ifPresent(report -> reports.put(text(session, METADATA + CLIENT_ID), report));
            }
        }
        return reports;
    }

    /** How many slots take from a queue: no more than its worker has, and one for each consumer that is not a worker's. */
    int slots(String queue) throws JMSException {
        var listed = list("listConsumers", filter("queue", "EQUALS", queue));
        var consumers = listed.stream()
                .collect(Collectors.groupingBy(consumer -> text(consumer, "clientID"), Collectors.counting()));
        long slots = consumers.entrySet().stream()
                .mapToLong(client -> WorkerClientId.parse(client.getKey())
                        .map(worker -> Math.min(worker.slots(), client.getValue()))
                        .orElse(client.getValue()))
                .sum();
        return Math.toIntExact(slots);
    }

    /** The slots of all workers that are connected, whichever queues they serve. */
    int slotsOfAll() throws JMSException {
        var listed = list("listConnections", filter("clientID", "CONTAINS", WorkerClientId.PREFIX));
        long slots = listed.stream()
                .flatMap(connection -> WorkerClientId.parse(text(connection, "clientID")).stream())
                .mapToLong(WorkerClientId::slots)
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, slots);
    }

    private static String filter(String field, String operation, String value) {
        return "{\"field\":\"" + field + "\",\"operation\":\"" + operation + "\",\"value\":\"" + value + "\"}";
    }

    /** An acknowledged message is in hand until its answer is committed with it. */
    private static long inHand(Map<String, String> consumer) {
        return number(consumer, "messagesInTransit") + number(consumer, "messagesAcknowledgedAwaitingCommit");
    }

    /** By their connections, those that take tasks away. */
    private Map<String, List<Map<String, String>>> consumers() throws JMSException {
        var byConnection = new HashMap<String, List<Map<String, String>>>();
        for (var consumer : FlatJson.objects(management.list("listAllConsumersAsJSON"))) {
            if (QueueState.isOfTasks(text(consumer, "queueName"))
                    && !text(consumer, "browseOnly").equals("true")) {
                byConnection
                        .computeIfAbsent(text(consumer, "connectionID"), id -> new ArrayList<>())
                        .add(consumer);
            }
        }
        return byConnection;
    }

    private List<Map<String, String>> list(String operation) throws JMSException {
        return list(operation, NO_FILTER);
    }

    private List<Map<String, String>> list(String operation, String filter) throws JMSException {
        return FlatJson.objects(management.list(operation, filter, 1, Integer.MAX_VALUE));
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static long number(Map<String, String> fields, String name) {
        var text = text(fields, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
