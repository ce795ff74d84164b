package dev.taskmaster.master;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.taskmaster", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> INSIDE = resideInAnyPackage(
                    "org.apache..", "jakarta..", "dev.taskmaster.jms", "dev.taskmaster.master.*..")
            .and(not(resideInAPackage("dev.taskmaster.master.job")));

    @ArchTest
    static final ArchRule jms_is_known_at_the_edges_only = noClasses()
            .that()
            .resideOutsideOfPackages("dev.taskmaster.jms", "dev.taskmaster.master.jms", "dev.taskmaster.worker.jms")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.jms..");

    @ArchTest
    static final ArchRule the_broker_is_known_in_one_package_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.taskmaster.master.embedded")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.activemq.artemis.core.server..", "org.apache.activemq.artemis.core.config..");

    @ArchTest
    static final ArchRule the_web_server_is_known_in_one_package_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.taskmaster.master.web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..", "jakarta.servlet..", "io.micrometer.prometheusmetrics..");

    @ArchTest
    static final ArchRule prometheus_is_known_where_pages_are_made_only = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.taskmaster.metrics", "dev.taskmaster.master.web", "dev.taskmaster.worker.metrics")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prometheus..", "com.sun.net..");

    @ArchTest
    static final ArchRule the_pages_know_neither_the_broker_nor_commands = noClasses()
            .that()
            .resideInAPackage("dev.taskmaster.master.web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.activemq..",
                    "dev.taskmaster.jms",
                    "dev.taskmaster.master.embedded",
                    "dev.taskmaster.master.jms",
                    "dev.taskmaster.master.command");

    @ArchTest
    static final ArchRule domain_packages_know_neither_edge_nor_artemis = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.taskmaster.master.source",
                    "dev.taskmaster.master.submit",
                    "dev.taskmaster.master.collect",
                    "dev.taskmaster.master.sink",
                    "dev.taskmaster.master.job",
                    "dev.taskmaster.master.admin")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.activemq..",
                    "dev.taskmaster.jms",
                    "dev.taskmaster.master.jms",
                    "dev.taskmaster.master.embedded",
                    "dev.taskmaster.master.command");

    @ArchTest
    static final ArchRule a_bench_measures_from_outside = noClasses()
            .that()
            .resideInAPackage("dev.taskmaster.master.bench")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.activemq..",
                    "dev.taskmaster.jms",
                    "dev.taskmaster.master.embedded",
                    "dev.taskmaster.master.command");

    @ArchTest
    static final ArchRule progress_bars_are_known_in_one_package_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.taskmaster.master.progress")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("me.tongfei..", "org.jline..");

    @ArchTest
    static final ArchRule what_programs_call_shows_nothing_of_the_inside = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.taskmaster.master")
            .and()
            .arePublic()
            .should()
            .haveRawReturnType(INSIDE)
            .orShould()
            .haveRawParameterTypes(anyElementThat(INSIDE));

    @ArchTest
    static final ArchRule a_master_in_a_program_knows_no_commands_and_no_edge_but_its_broker = noClasses()
            .that()
            .resideInAPackage("dev.taskmaster.master.session")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.activemq..",
                    "dev.taskmaster.jms",
                    "dev.taskmaster.command",
                    "dev.taskmaster.master.embedded",
                    "dev.taskmaster.master.web",
                    "dev.taskmaster.master.command");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.taskmaster.master.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_static_changes = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.taskmaster.master..")
            .should()
            .beFinal();
}
