package io.omni.api.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.jspecify.annotations.NullMarked;

/** Whether each package says what lives in it, and that nothing in it is null unless it says so. */
final class PackageInfos {

    private PackageInfos() {}

    static ArchRule areNullMarked() {
        return ArchRuleDefinition.classes().should(new ArchCondition<>("reside in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                if (home.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty()) {
                    events.add(SimpleConditionEvent.violated(type, home.getName() + " is not marked @NullMarked"));
                }
            }
        });
    }
}
