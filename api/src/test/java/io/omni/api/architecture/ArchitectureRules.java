package io.omni.api.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.omni.api.edge.Access;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.Scope;
import io.omni.events.EventTypes;
import jakarta.persistence.Entity;
import java.text.DateFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import org.axonframework.modelling.command.AggregateRoot;
import org.hibernate.annotations.Immutable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The architecture as rules over the classes below one root package: the product's, or the planted violations'. */
final class ArchitectureRules {
    private static final Set<String> WALL_CLOCKS = Set.of(
            Instant.class.getName(),
            LocalDate.class.getName(),
            LocalTime.class.getName(),
            LocalDateTime.class.getName(),
            OffsetDateTime.class.getName(),
            ZonedDateTime.class.getName());

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    ArchRule everythingIsInOneOfTheFiveModules() {
        return classes()
                .should()
                .resideInAnyPackage(in("events"), in("command"), in("projection"), in("query"), in("api"));
    }

    ArchRule eventsDependOnNothingOfOurs() {
        return noClasses()
                .that()
                .resideInAPackage(in("events"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(in("command"), in("projection"), in("query"), in("api")));
    }

    ArchRule theCommandSideSeesOnlyEvents() {
        return noClasses()
                .that()
                .resideInAPackage(in("command"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(in("projection"), in("query"), in("api")));
    }

    ArchRule projectionsSeeOnlyEvents() {
        return noClasses()
                .that()
                .resideInAPackage(in("projection"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(in("command"), in("query"), in("api")));
    }

    ArchRule theQuerySideSeesOnlyEvents() {
        return noClasses()
                .that()
                .resideInAPackage(in("query"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(in("command"), in("projection"), in("api")));
    }

    ArchRule eventsKnowNoFramework() {
        return noClasses()
                .that()
                .resideInAPackage(in("events"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework..",
                        "org.axonframework..",
                        "org.hibernate..",
                        "jakarta..",
                        "java.sql..",
                        "javax.sql.."))
                .because("stored events outlive every framework");
    }

    /** Every package is a slice of its own, a parent and its children too. The registry of events names them all, and is left out. */
    ArchRule packagesHaveNoCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                        return javaClass.isEquivalentTo(EventTypes.class)
                                ? SliceIdentifier.ignore()
                                : SliceIdentifier.of(javaClass.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    ArchRule entitiesAreImmutableRowsOfTheQuerySide() {
        return classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .beAnnotatedWith(Immutable.class)
                .andShould()
                .resideInAPackage(in("query"))
                .andShould()
                .notBePublic()
                .because("projections alone write read models, with plain SQL");
    }

    ArchRule entitiesDontChange() {
        return noMethods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .should(setAField());
    }

    ArchRule nobodyReadsTheWallClock() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".api.OmniApplication")
                .and()
                // Errors must be told where there is no application context to take a clock from.
                .doNotHaveFullyQualifiedName(root + ".api.edge.ErrorBodies")
                .should()
                .callMethodWhere(describe("the wall clock is read", ArchitectureRules::readsWallClock))
                .because("time is an argument, or comes from the injected Clock");
    }

    ArchRule controllersOnlyTranslate() {
        return noClasses()
                .that(describe("are controllers", ArchitectureRules::isController))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "jakarta.persistence..",
                        "org.springframework.jdbc..",
                        "org.springframework.data..",
                        "org.axonframework.."))
                .because("they send commands and ask queries; they touch no store");
    }

    ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith(jakarta.annotation.Resource.class)
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.persistence.PersistenceContext");
    }

    ArchRule onlyTheStartSpeaksOnTheConsole() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".api.ReadyAnnouncement")
                .and()
                .doNotHaveFullyQualifiedName(root + ".api.OmniApplication")
                .should()
                .accessTargetWhere(describe("the console is written to", ArchitectureRules::usesConsole));
    }

    ArchRule onlyTheStartReadsTheEnvironment() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".api.OmniApplication")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .because("settings are read and checked in one place");
    }

    ArchRule nobodyUsesTheOldDates() {
        return noClasses()
                .should()
                // JDBC's own types extend the old ones, and stay behind java.sql.
                .dependOnClassesThat(equivalentTo(Date.class)
                        .or(assignableTo(Calendar.class))
                        .or(assignableTo(DateFormat.class)));
    }

    ArchRule aggregatesAreTheCommandSidesOwn() {
        return classes()
                .that()
                .areAnnotatedWith(AggregateRoot.class)
                .should()
                .resideInAPackage(in("command"))
                .andShould()
                .notBePublic();
    }

    ArchRule controllersAreTheEdgesOwn() {
        return classes()
                .that(describe("are controllers", ArchitectureRules::isController))
                .should()
                .resideInAPackage(in("api"))
                .andShould()
                .notBePublic();
    }

    ArchRule controllerMethodsSayWhoMayCallThem() {
        return methods()
                .that(describe("answer requests", method -> method.isMetaAnnotatedWith(RequestMapping.class)))
                .or()
                .areAnnotatedWith(RequestMapping.class)
                .should()
                .beAnnotatedWith(Access.class)
                .because("a method without is refused to everybody");
    }

    ArchRule whatReadersMayCallChangesNothing() {
        return methods()
                .that(describe(
                        "are open to everyone or to the scope read",
                        method -> method.tryGetAnnotationOfType(Access.class)
                                .filter(access -> access.scope() == Scope.READ || access.scope() == Scope.PUBLIC)
                                .isPresent()))
                .should()
                .beAnnotatedWith(GetMapping.class)
                .orShould()
                .beDeclaredIn(root + ".api.edge.FallbackErrors");
    }

    ArchRule changesOfOneThingTakeACondition() {
        return methods()
                .that()
                .areAnnotatedWith(PatchMapping.class)
                .or()
                .areAnnotatedWith(PutMapping.class)
                .or()
                .areAnnotatedWith(DeleteMapping.class)
                .should(new ArchCondition<>("take If-Match as a parameter") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean takes = method.getParameters().stream()
                                .anyMatch(parameter -> parameter.getRawType().isEquivalentTo(IfMatch.class));
                        events.add(new SimpleConditionEvent(method, takes, method.getFullName()));
                    }
                });
    }

    ArchRule wiringIsNobodyElsesBusiness() {
        return classes()
                .that()
                .areAnnotatedWith(Configuration.class)
                .or()
                .areAssignableTo(org.springframework.data.repository.Repository.class)
                .or()
                .areAnnotatedWith(RestControllerAdvice.class)
                .should()
                .notBePublic();
    }

    ArchRule eventsAreRecords() {
        return classes()
                .that(resideInAPackage(in("events")))
                .and(describe("are events", ArchitectureRules::isEvent))
                .should()
                .beRecords()
                .because("an event is a value that is stored for ever");
    }

    ArchRule commandsAreRecordsOfTheCommandSide() {
        return classes()
                .that()
                .areNotInterfaces()
                .and(describe(
                        "are commands",
                        type -> type.getAllRawInterfaces().stream()
                                .anyMatch(i -> i.getName().equals(root + ".command.Command"))))
                .should()
                .beRecords()
                .andShould()
                .resideInAPackage(in("command"));
    }

    ArchRule staticFieldsAreFinal() {
        return fields().that()
                .areStatic()
                .and(describe(
                        "are written by hand", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .because("state that belongs to nobody can't be tested or shared");
    }

    private static ArchCondition<JavaMethod> setAField() {
        return new ArchCondition<>("set a field") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getFieldAccesses().stream()
                        .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(method, access.getDescription())));
            }
        };
    }

    private String in(String module) {
        return root + "." + module + "..";
    }

    private static boolean isController(JavaClass type) {
        return !type.isAnnotation()
                && (type.isMetaAnnotatedWith(Controller.class) || type.isAnnotatedWith(RestController.class));
    }

    /** Implements an interface of its own package whose name ends in Event. */
    private static boolean isEvent(JavaClass type) {
        return !type.isInterface()
                && type.getAllRawInterfaces().stream()
                        .anyMatch(i -> i.getSimpleName().endsWith("Event")
                                && i.getPackageName().equals(type.getPackageName()));
    }

    private static boolean readsWallClock(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        boolean withoutClock = call.getTarget().getRawParameterTypes().stream()
                .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
        return WALL_CLOCKS.contains(owner) && name.equals("now") && withoutClock
                || owner.equals(Clock.class.getName()) && name.startsWith("system")
                || owner.equals(System.class.getName()) && name.equals("currentTimeMillis");
    }

    private static boolean usesConsole(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return owner.equals(System.class.getName())
                        && (access.getName().equals("out") || access.getName().equals("err"))
                || access.getName().equals("printStackTrace");
    }
}
