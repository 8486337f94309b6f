package io.omni.api.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose SQL may name a read model's table. Such tables are named {@code …_view} by convention. */
final class ReadModelTables {
    private static final Pattern READ_MODEL = Pattern.compile("\\b[a-z][a-z0-9_]*_view\\b");
    private static final Pattern WRITE = Pattern.compile(
            "\\b(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|TRUNCATE|MERGE\\s+INTO|COPY)\\s+\\w+",
            Pattern.CASE_INSENSITIVE);

    private ReadModelTables() {}

    static ArchRule areNamedByProjectionsAndQueriesAlone(String root) {
        return ArchRuleDefinition.classes()
                .that()
                .resideOutsideOfPackages(root + ".projection..", root + ".query..")
                .should(holdNoText("that names a read model's table", READ_MODEL));
    }

    static ArchRule areNotWrittenByQueries(String root) {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(root + ".query..")
                .should(holdNoText("that writes", WRITE));
    }

    private static ArchCondition<JavaClass> holdNoText(String what, Pattern pattern) {
        return new ArchCondition<>("hold no text " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String text : Texts.of(type)) {
                    Matcher matcher = pattern.matcher(text);
                    if (matcher.find()) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " holds the text \"" + matcher.group() + "\""));
                    }
                }
            }
        };
    }
}
