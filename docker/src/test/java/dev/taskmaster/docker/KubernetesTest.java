package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manifests are of kinds that Kubernetes has, with fields that these have, and they fit each other. */
class KubernetesTest {

    @Test
    void the_master_has_no_field_that_its_kinds_do_not_know() throws IOException {
        var files = Manifests.read("master.yaml");
        var namespace = files.as(Namespace.class).getMetadata().getName();
        var service = files.as(Service.class);
        var master = files.as(StatefulSet.class);
        assertThat(List.of(
                        service.getMetadata().getNamespace(),
                        master.getMetadata().getNamespace()))
                .containsOnly(namespace);
        var pod = master.getSpec().getTemplate();
        assertThat(service.getSpec().getSelector()).isEqualTo(pod.getMetadata().getLabels());
        assertThat(master.getSpec().getSelector().getMatchLabels())
                .isEqualTo(pod.getMetadata().getLabels());
        assertThat(master.getSpec().getServiceName())
                .isEqualTo(service.getMetadata().getName());
        assertThat(pod.getSpec().getContainers().get(0).getArgs())
                .contains("--tls", "--tls-host=" + service.getMetadata().getName() + "." + namespace + ".svc");
        assertLocked(pod.getSpec());
    }

    @Test
    void the_workers_have_no_field_that_their_kind_does_not_know() throws IOException {
        var worker = Manifests.read("worker.yaml").as(Deployment.class);
        var pod = worker.getSpec().getTemplate();
        assertThat(worker.getSpec().getSelector().getMatchLabels())
                .isEqualTo(pod.getMetadata().getLabels());
        assertThat(worker.getSpec().getReplicas()).as("left to KEDA").isNull();
        assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isGreaterThan(25);
        assertLocked(pod.getSpec());
    }

    @Test
    void a_field_that_a_kind_does_not_know_is_seen() throws IOException {
        var files = Manifests.read("worker.yaml");
        ((ObjectNode) files.of("Deployment").path("spec").path("template").path("spec")).put("restartpolicy", "Always");
        assertThatThrownBy(() -> files.as(Deployment.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("restartpolicy");
    }

    @Test
    void one_message_of_ten_tasks_wakes_the_workers() throws IOException {
        var files = Manifests.read("keda.yaml");
        var scaling = files.of("ScaledObject").path("spec");
        var trigger = scaling.path("triggers").path(0);
        assertThat(scaling.path("minReplicaCount").asInt(1)).isZero();
        assertThat(trigger.path("metadata").path("activationQueueLength").textValue())
                .isEqualTo("0");
        assertThat(scaling.path("scaleTargetRef").path("name"))
                .isEqualTo(Manifests.read("worker.yaml")
                        .of("Deployment")
                        .path("metadata")
                        .path("name"));
        assertThat(trigger.path("authenticationRef").path("name"))
                .isEqualTo(files.of("TriggerAuthentication").path("metadata").path("name"));
    }

    private static void assertLocked(PodSpec pod) {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getContainers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
        });
    }
}
