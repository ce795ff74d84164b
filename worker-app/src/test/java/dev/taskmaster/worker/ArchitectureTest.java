package dev.taskmaster.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.taskmaster.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule jms_is_known_at_the_edge_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.taskmaster.worker.jms")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "org.apache.activemq..");

    @ArchTest
    static final ArchRule metrics_are_known_to_the_command_alone = noClasses()
            .that()
            .resideOutsideOfPackages("dev.taskmaster.worker.metrics", "dev.taskmaster.worker.command")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.taskmaster.metrics..", "dev.taskmaster.worker.metrics", "io.prometheus..", "com.sun.net..");

    @ArchTest
    static final ArchRule features_have_no_cycles =
            slices().matching("dev.taskmaster.worker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule features_do_not_know_the_wiring = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.taskmaster.worker.slot",
                    "dev.taskmaster.worker.jms",
                    "dev.taskmaster.worker.handler",
                    "dev.taskmaster.worker.program")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Worker.class.getName())
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Main.class.getName())
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("dev.taskmaster.worker.command");

    @ArchTest
    static final ArchRule slots_know_no_other_feature = classes()
            .that()
            .resideInAPackage("dev.taskmaster.worker.slot")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.taskmaster",
                    "dev.taskmaster.worker",
                    "dev.taskmaster.worker.slot",
                    "dev.taskmaster.task",
                    "dev.taskmaster.log",
                    "dev.taskmaster.settings",
                    "java..",
                    "org.slf4j",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule there_is_no_static_state =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nobody_sleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
