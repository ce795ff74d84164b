package dev.taskmaster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.taskmaster.codec.JsonCodec;

@AnalyzeClasses(packages = "dev.taskmaster", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule jms_is_known_at_the_edge_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.taskmaster.jms")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "org.apache.activemq..");

    @ArchTest
    static final ArchRule the_words_of_the_domain_know_the_jdk_alone = classes()
            .that()
            .resideInAPackage("dev.taskmaster.task")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.taskmaster.task", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule json_is_known_to_the_message_contract_and_codecs_only = noClasses()
            .that()
            .resideOutsideOfPackages("dev.taskmaster.message", "dev.taskmaster.codec")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    /** It is there only where a program brings it. */
    @ArchTest
    static final ArchRule databind_is_known_to_one_class_only = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(JsonCodec.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule prometheus_is_known_to_metrics_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.taskmaster.metrics")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.prometheus..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.taskmaster.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule there_is_no_static_state =
            fields().that().areStatic().should().beFinal();
}
