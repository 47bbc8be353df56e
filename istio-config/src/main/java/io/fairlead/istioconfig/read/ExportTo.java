package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for {@code exportTo}: every namespace, this one, none, or a list of them. */
final class ExportTo {

  private static final String PATH = "spec.exportTo";
  private static final String EVERYONE = "*";
  private static final String NO_ONE = "~";
  private static final String ITS_OWN = ".";

  private ExportTo() {}

  /** What holds for services that say nothing of it. */
  static List<String> byDefault(String path, List<String> exportTo, Findings findings) {
    check(path, exportTo, ITS_OWN, findings);
    return exportTo;
  }

  /** The same for rules. */
  static List<String> byDefaultWithoutNobody(
      String path, List<String> exportTo, Findings findings) {
    check(path, exportTo, ITS_OWN, findings);
    refuseNobody(path, exportTo, findings);
    return exportTo;
  }

  /** For rules, which nobody would follow if nobody saw them. */
  static void checkWithoutNobody(List<String> exportTo, String namespace, Findings findings) {
    check(exportTo, namespace, findings);
    refuseNobody(PATH, exportTo, findings);
  }

  private static void refuseNobody(String path, List<String> exportTo, Findings findings) {
    int nobody = exportTo.indexOf(NO_ONE);
    if (nobody >= 0) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          path + "[" + nobody + "]",
          "'~' would show it to nobody: write '.' for its own namespace");
    }
  }

  static void check(List<String> exportTo, String namespace, Findings findings) {
    check(PATH, exportTo, namespace, findings);
  }

  private static void check(
      String field, List<String> exportTo, String namespace, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < exportTo.size(); i++) {
      String path = field + "[" + i + "]";
      String value = exportTo.get(i);
      String meant = value.equals(ITS_OWN) ? namespace : value;
      if (!seen.add(meant)) {
        findings.error(
            ProblemCode.DUPLICATE_VALUE,
            path,
            Excerpt.of(meant) + " is listed twice: remove one of the two");
      } else if (!Set.of(EVERYONE, NO_ONE, ITS_OWN).contains(meant)) {
        Names.problemWithNamespace(meant)
            .ifPresent(sentence -> findings.error(ProblemCode.BAD_NAME, path, sentence));
      }
    }
    for (String alone : List.of(EVERYONE, NO_ONE)) {
      if (seen.contains(alone) && exportTo.size() > 1) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            field,
            "'" + alone + "' stands alone: remove the other values");
      }
    }
  }
}
