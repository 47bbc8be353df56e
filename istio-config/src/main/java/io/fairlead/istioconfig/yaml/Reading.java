package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.Places;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** One resource while it is read: its problems, and where its fields stand. */
final class Reading {

  private final Findings findings;
  private final String title;
  private final Map<String, SourceLocation> places = new HashMap<>();
  private boolean hasErrors;

  /**
   * @param title under which its problems are filed; empty where it has no name
   */
  Reading(Findings findings, String title) {
    this.findings = findings;
    this.title = title;
  }

  void error(ProblemCode code, String path, Node at, String sentence) {
    hasErrors = true;
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
    return hasErrors;
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
