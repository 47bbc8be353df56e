package io.fairlead.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/**
 * The arrows between modules, as rules that a module's architecture test applies to its classes.
 */
public final class ArchitectureRules {

  private ArchitectureRules() {}

  /** The production classes below {@code packageName}. */
  public static JavaClasses classesOf(String packageName) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(packageName);
  }

  /**
   * Classes in {@code packageName} use nothing but what is allowed.
   *
   * @param allowed package identifiers as ArchUnit reads them, such as {@code java..}
   */
  public static ArchRule importsOnly(String packageName, String... allowed) {
    String[] all = Arrays.copyOf(allowed, allowed.length + 4);
    all[allowed.length] = packageName + "..";
    all[allowed.length + 1] = "java..";
    all[allowed.length + 2] = "javax..";
    all[allowed.length + 3] = "org.jspecify..";
    return noClasses()
        .that()
        .resideInAPackage(packageName + "..")
        .should()
        .dependOnClassesThat(outside(all));
  }

  private static DescribedPredicate<JavaClass> outside(String... allowed) {
    DescribedPredicate<JavaClass> inside = JavaClass.Predicates.resideInAnyPackage(allowed);
    return DescribedPredicate.describe(
        "reside outside of " + List.of(allowed),
        javaClass ->
            !inside.test(javaClass.getBaseComponentType())
                && !javaClass.getBaseComponentType().isPrimitive());
  }

  /** Classes of {@code packageName} never touch the named packages. */
  public static ArchRule never(String packageName, String... banned) {
    return noClasses()
        .that()
        .resideInAPackage(packageName + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(banned);
  }

  /** Only the composition package may import the others; it is imported by none. */
  public static ArchRule compositionIsOnTop(String packageName, String composition) {
    return noClasses()
        .that()
        .resideInAPackage(packageName + "..")
        .and()
        .resideOutsideOfPackage(composition)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(composition);
  }

  /** No two packages below {@code packageName} import each other, directly or around a corner. */
  public static ArchRule hasNoCycles(String packageName) {
    return slices().matching(packageName + ".(**)").should().beFreeOfCycles();
  }

  /**
   * Who chooses where the log goes has no logger as a field: that would be there before the choice,
   * which then has no effect.
   */
  public static ArchRule chooseTheLogBeforeALoggerIsThere() {
    return noClasses()
        .that(calls("io.fairlead.settings.LogTarget"))
        .should(ArchCondition.from(hasFieldOf("org.slf4j.Logger")));
  }

  private static DescribedPredicate<JavaClass> calls(String target) {
    return DescribedPredicate.describe(
        "call " + target,
        javaClass ->
            javaClass.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals(target)));
  }

  private static DescribedPredicate<JavaClass> hasFieldOf(String type) {
    return DescribedPredicate.describe(
        "have a field of " + type,
        javaClass ->
            javaClass.getFields().stream()
                .anyMatch(field -> field.getRawType().getName().equals(type)));
  }
}
