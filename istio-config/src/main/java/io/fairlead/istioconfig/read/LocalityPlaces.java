package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks places of the form {@code region/zone/subzone}, of which no two may overlap. */
final class LocalityPlaces {

  private static final int MAX_PARTS = 3;

  private final Findings findings;
  private final List<String[]> taken = new ArrayList<>();

  LocalityPlaces(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param places by the path of their field
   */
  void check(Map<String, String> places) {
    places.forEach(this::check);
  }

  private void check(String path, String place) {
    int star = place.indexOf('*');
    if (star >= 0 && star < place.length() - 1) {
      findings.error(
          ProblemCode.BAD_LOCALITY,
          path,
          Excerpt.of(place) + " has a * that does not end it: remove the *");
      return;
    }
    String[] parts = place.split("/", -1);
    for (String part : parts) {
      if (part.isEmpty() || parts.length > MAX_PARTS) {
        findings.error(
            ProblemCode.BAD_LOCALITY,
            path,
            Excerpt.of(place) + " is no place: write region, region/zone or region/zone/subzone");
        return;
      }
    }
    if (taken.stream().anyMatch(other -> overlap(other, parts))) {
      findings.error(
          ProblemCode.DUPLICATE_VALUE,
          path,
          Excerpt.of(place) + " overlaps with another place: keep one of the two");
    }
    taken.add(parts);
  }

  private static boolean overlap(String[] one, String[] other) {
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      boolean isAny = one[i].equals("*") || other[i].equals("*");
      if (!isAny && !one[i].equals(other[i])) {
        return false;
      }
    }
    return true;
  }
}
