package io.fairlead.model;

import java.util.List;

/** Who sees a declaration, by its {@code exportTo}. */
public final class Visibility {

  private static final String EVERYBODY = "*";
  private static final String ITS_OWN = ".";

  private Visibility() {}

  /** Whether it is for every namespace. */
  public static boolean isPublic(List<String> exportTo) {
    return exportTo.isEmpty() || exportTo.contains(EVERYBODY);
  }

  /** Whether {@code namespace} sees a declaration that stands in the namespace {@code own}. */
  public static boolean reaches(List<String> exportTo, String own, String namespace) {
    return isPublic(exportTo)
        || exportTo.contains(namespace)
        || (exportTo.contains(ITS_OWN) && own.equals(namespace));
  }
}
