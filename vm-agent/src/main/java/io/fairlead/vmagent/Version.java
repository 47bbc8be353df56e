package io.fairlead.vmagent;

import io.fairlead.settings.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code fairlead-agent --version} says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"fairlead-agent " + ProgramVersion.text()};
  }
}
