package io.fairlead.cli.input;

import java.util.List;

/** A text that holds resources, and the name under which its problems are told. */
public record ResourceFile(String name, String text) {

  public List<String> lines() {
    return text.lines().toList();
  }
}
