package io.fairlead.vmagent;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The agent's version, from its jar. */
final class Version implements IVersionProvider {

  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"fairlead-agent " + text()};
  }
}
