package io.fairlead.model;

/** Where a workload runs; parts that are not known are empty. */
public record Locality(String region, String zone, String subzone) {

  public static final Locality UNKNOWN = new Locality("", "", "");

  /** Reads {@code region/zone/subzone}; later parts may be missing. */
  public static Locality parse(String text) {
    String[] parts = text.split("/", 3);
    return new Locality(
        parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
  }

  @Override
  public String toString() {
    return region + "/" + zone + "/" + subzone;
  }
}
