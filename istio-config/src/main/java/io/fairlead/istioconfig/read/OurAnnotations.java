package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.GoDuration;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.TimeLimit;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Annotations that say what Istio's language has no field for (ADR 0019), by what stands behind
 * their prefix. A key may end in a dot and the name of a part of the resource.
 *
 * @param part that is spoken of; empty: the whole resource
 */
record OurAnnotations(SortedMap<String, String> said, String part, Findings findings) {

  private static final String OURS = "traffic.fairlead.io/";
  private static final String PARTS = ".";

  private static final String NOT_HERE =
      "has no meaning on this kind: remove it; docs/reference/annotations.md says where it has one";

  static OurAnnotations of(IstioResource resource, Findings findings) {
    SortedMap<String, String> said = new TreeMap<>();
    resource
        .metadata()
        .annotations()
        .forEach(
            (key, value) -> {
              if (key.startsWith(OURS)) {
                said.put(key.substring(OURS.length()), value);
              }
            });
    return new OurAnnotations(said, "", findings);
  }

  /** Of a kind that has none. */
  static void refuse(IstioResource resource, Findings findings) {
    OurAnnotations.of(resource, findings)
        .said
        .keySet()
        .forEach(key -> findings.error(ProblemCode.UNKNOWN_FIELD, place(key), NOT_HERE));
  }

  boolean isEmpty() {
    return said.isEmpty();
  }

  /** Whether anything is said by one of {@code names}, of whatever part. */
  boolean speaksOf(Collection<String> names) {
    return said.keySet().stream().map(OurAnnotations::name).anyMatch(names::contains);
  }

  private static String name(String key) {
    int dot = key.indexOf(PARTS);
    return dot < 0 ? key : key.substring(0, dot);
  }

  /** The parts that are named by keys of {@code known}, sorted; other keys are told. */
  TreeSet<String> parts(Collection<String> known) {
    TreeSet<String> parts = new TreeSet<>();
    for (String key : said.keySet()) {
      int dot = key.indexOf(PARTS);
      String name = name(key);
      if (!known.contains(name) && isKeySomewhere(name)) {
        error(key, NOT_HERE);
      } else if (!known.contains(name)) {
        error(key, "is not known: " + Nearest.hint(name, known));
      } else if (dot >= 0) {
        parts.add(key.substring(dot + 1));
      }
    }
    return parts;
  }

  private static boolean isKeySomewhere(String name) {
    return HealthCheckReader.KNOWN.contains(name) || LimitKeys.ALL.contains(name);
  }

  /** The same, of one part. */
  OurAnnotations of(String name) {
    return new OurAnnotations(said, name, findings);
  }

  boolean has(String name) {
    return said.containsKey(key(name));
  }

  String text(String name, String otherwise) {
    return said.getOrDefault(key(name), otherwise);
  }

  /** Whether it says {@code yes} and not {@code no}, which are all that may be said. */
  boolean is(String name, String yes, String no, boolean otherwise) {
    String text = text(name, otherwise ? yes : no);
    if (!text.equals(yes) && !text.equals(no)) {
      error(
          ProblemCode.UNKNOWN_VALUE,
          name,
          Excerpt.of(text) + " is not known: use " + yes + " or " + no);
    }
    return text.equals(yes);
  }

  /** A whole number. */
  int count(String name, int otherwise, Range range) {
    String text = text(name, Integer.toString(otherwise));
    int count = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (count < range.least || count > range.most) {
      error(
          ProblemCode.OUT_OF_RANGE,
          name,
          Excerpt.of(text) + " is no " + range.what + ": use " + range.least + " to " + range.most);
    }
    return Math.clamp(count, range.least, range.most);
  }

  /** What a number may be. */
  record Range(String what, int least, int most) {}

  /** A millisecond or longer. */
  TimeLimit time(String name, String otherwise) {
    String text = text(name, otherwise);
    TimeLimit limit = GoDuration.parse(text).map(TimeLimit::of).orElse(TimeLimit.NONE);
    if (!limit.isSet() || !limit.isWholeMillis()) {
      error(
          ProblemCode.BAD_DURATION,
          name,
          Excerpt.of(text) + " is no duration of 1ms or longer: write one such as 10s");
    }
    return limit;
  }

  /** One sentence about each of {@code names} that is said. */
  void tell(Collection<String> names, ProblemCode code, String sentence) {
    names.stream().filter(this::has).forEach(name -> error(code, name, sentence));
  }

  void error(ProblemCode code, String name, String sentence) {
    findings.error(code, path(name), sentence);
  }

  private void error(String key, String sentence) {
    findings.error(ProblemCode.UNKNOWN_FIELD, place(key), sentence);
  }

  /** Where an annotation stands, or would stand. */
  String path(String name) {
    return place(key(name));
  }

  private String key(String name) {
    return part.isEmpty() ? name : name + PARTS + part;
  }

  private static String place(String key) {
    return "metadata.annotations[" + OURS + key + "]";
  }
}
