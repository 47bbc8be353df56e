package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.Places;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** One resource while it is read: its problems, and where its fields stand. */
final class Reading {

  private final Findings findings;
  private final String title;
  private final Map<String, SourceLocation> places = new HashMap<>();

  /** The paths of fields that were not read as they stand. */
  private final List<String> broken = new ArrayList<>();

  /** The paths of messages that have fields which nobody knows: others may be missing for it. */
  private final Set<String> misspelt = new HashSet<>();

  /**
   * @param title under which its problems are filed; empty where it has no name
   */
  Reading(Findings findings, String title) {
    this.findings = findings;
    this.title = title;
  }

  void error(ProblemCode code, String path, Node at, String sentence) {
    broken.add(path);
    if (code == ProblemCode.UNKNOWN_FIELD) {
      misspelt.add(around(path));
    }
    findings.error(code, title, path, findings.at(at), sentence);
  }

  void place(String path, Node at) {
    places.put(path, findings.at(at));
  }

  SourceLocation at(Node node) {
    return findings.at(node);
  }

  Places places() {
    return Places.of(places);
  }

  boolean hasErrors() {
    return !broken.isEmpty();
  }

  /**
   * Adds what is wrong with the meaning of what could be read, so that all of it is told at once.
   * What may be wrong only because a field was not read is left out.
   */
  void addMeant(List<Problem> problems) {
    for (Problem problem : problems) {
      boolean isFollowUp =
          broken.stream().anyMatch(path -> bears(path, problem.field()))
              || (problem.is(ProblemCode.MISSING_FIELD)
                  && misspelt.contains(around(problem.field())));
      if (problem.isError() && !isFollowUp) {
        findings.add(problem);
      }
    }
  }

  private static String around(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  /** A list of which an item was not read counts as a whole: others may have moved up. */
  private static boolean bears(String broken, String path) {
    int item = broken.endsWith("]") ? broken.lastIndexOf('[') : -1;
    String field = item < 0 ? broken : broken.substring(0, item);
    return isWithin(field, path) || isWithin(path, field);
  }

  private static boolean isWithin(String field, String around) {
    return field.startsWith(around)
        && (field.length() == around.length()
            || field.charAt(around.length()) == '.'
            || field.charAt(around.length()) == '[');
  }

  static String field(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String index(String path, int index) {
    return path + "[" + index + "]";
  }

  static String key(String path, String key) {
    return path + "[" + key + "]";
  }
}
