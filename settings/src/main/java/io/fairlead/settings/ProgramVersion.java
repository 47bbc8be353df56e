package io.fairlead.settings;

/**
 * The version of the package that a program was installed by: what its start script gives the JVM
 * as a property. A program that runs from a checkout has none.
 */
public final class ProgramVersion {

  private static final String PROPERTY = "fairlead.version";

  private ProgramVersion() {}

  public static String text() {
    return System.getProperty(PROPERTY, "development");
  }
}
