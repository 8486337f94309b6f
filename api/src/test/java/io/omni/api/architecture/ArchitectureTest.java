package io.omni.api.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds for the product, and is broken by the class that was planted to break it. */
class ArchitectureTest {
    private static final String PRODUCT = "io.omni";
    private static final String PLANTED = "planted";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PRODUCT);
    private static final JavaClasses WRONG = new ClassFileImporter().importPackages(PLANTED);

    /** A rule over the classes below a root package, and the planted class that breaks it. */
    private record Rule(String name, Function<String, ArchRule> of, String brokenBy) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                rule(
                        "everything is in one of the five modules",
                        ArchitectureRules::everythingIsInOneOfTheFiveModules,
                        "stray.Stray"),
                rule(
                        "events depend on nothing of ours",
                        ArchitectureRules::eventsDependOnNothingOfOurs,
                        "events.SeesTheCommandSide"),
                rule(
                        "the command side sees only events",
                        ArchitectureRules::theCommandSideSeesOnlyEvents,
                        "command.SeesTheQuerySide"),
                rule(
                        "projections see only events",
                        ArchitectureRules::projectionsSeeOnlyEvents,
                        "projection.SeesTheCommandSide"),
                rule(
                        "the query side sees only events",
                        ArchitectureRules::theQuerySideSeesOnlyEvents,
                        "query.SeesAProjection"),
                rule("events know no framework", ArchitectureRules::eventsKnowNoFramework, "events.KnowsAFramework"),
                rule("packages have no cycles", ArchitectureRules::packagesHaveNoCycles, "command.first.First"),
                rule(
                        "entities are immutable rows of the query side",
                        ArchitectureRules::entitiesAreImmutableRowsOfTheQuerySide,
                        "projection.ChangeableRow"),
                rule("entities don't change", ArchitectureRules::entitiesDontChange, "projection.ChangeableRow"),
                rule(
                        "nobody reads the wall clock",
                        ArchitectureRules::nobodyReadsTheWallClock,
                        "command.ReadsTheClock"),
                rule(
                        "controllers only translate",
                        ArchitectureRules::controllersOnlyTranslate,
                        "api.DiggingController"),
                rule(
                        "controllers are the edge's own",
                        ArchitectureRules::controllersAreTheEdgesOwn,
                        "command.StrayController"),
                rule(
                        "controller methods say who may call them",
                        ArchitectureRules::controllerMethodsSayWhoMayCallThem,
                        "api.OpenController"),
                rule(
                        "what readers may call changes nothing",
                        ArchitectureRules::whatReadersMayCallChangesNothing,
                        "api.OpenController"),
                rule(
                        "changes of one thing take a condition",
                        ArchitectureRules::changesOfOneThingTakeACondition,
                        "api.OpenController"),
                rule(
                        "nothing is injected into fields",
                        ArchitectureRules::nothingIsInjectedIntoFields,
                        "command.InjectedField"),
                rule(
                        "only the start speaks on the console",
                        ArchitectureRules::onlyTheStartSpeaksOnTheConsole,
                        "command.Talkative"),
                rule(
                        "only the start reads the environment",
                        ArchitectureRules::onlyTheStartReadsTheEnvironment,
                        "command.ReadsTheEnvironment"),
                rule("nobody uses the old dates", ArchitectureRules::nobodyUsesTheOldDates, "command.OldDate"),
                rule("static fields are final", ArchitectureRules::staticFieldsAreFinal, "command.SharedState"),
                rule(
                        "aggregates are the command side's own",
                        ArchitectureRules::aggregatesAreTheCommandSidesOwn,
                        "command.PublicAggregate"),
                rule(
                        "wiring is nobody else's business",
                        ArchitectureRules::wiringIsNobodyElsesBusiness,
                        "api.PublicWiring"),
                rule("events are records", ArchitectureRules::eventsAreRecords, "events.ChangeableEvent"),
                rule(
                        "commands are records of the command side",
                        ArchitectureRules::commandsAreRecordsOfTheCommandSide,
                        "api.ChangeableCommand"),
                new Rule(
                        "read models are named by projections and queries alone",
                        ReadModelTables::areNamedByProjectionsAndQueriesAlone,
                        "api.NamesAReadModel"),
                new Rule("queries write nothing", ReadModelTables::areNotWrittenByQueries, "query.WritesRows"),
                new Rule("packages are null marked", _ -> PackageInfos.areNullMarked(), "stray"));
    }

    @Test
    void the_rules_look_at_every_module() {
        assertThat(Stream.of("events", "command", "projection", "query", "api"))
                .allMatch(module ->
                        OURS.stream().anyMatch(type -> type.getPackageName().startsWith(PRODUCT + "." + module)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_product_keeps_it(Rule rule) {
        rule.of.apply(PRODUCT).check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_planted_class_breaks_it(Rule rule) {
        EvaluationResult result = rule.of.apply(PLANTED).evaluate(WRONG);

        assertThat(result.getFailureReport().getDetails())
                .anyMatch(line -> line.contains(PLANTED + "." + rule.brokenBy));
    }

    private static Rule rule(String name, Function<ArchitectureRules, ArchRule> of, String brokenBy) {
        return new Rule(name, root -> of.apply(new ArchitectureRules(root)), brokenBy);
    }
}
