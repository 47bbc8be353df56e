package io.fairlead.vmagent.config;

import java.util.List;

/** A file that cannot be used, with one line for each thing wrong in it. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
