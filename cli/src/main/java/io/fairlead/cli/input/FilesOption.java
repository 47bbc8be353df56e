package io.fairlead.cli.input;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The files that a verb is about. */
public final class FilesOption {

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE|-|DIR",
      description =
          "A file of YAML or JSON, - for standard input, or a directory, of which every .yaml, .yml"
              + " and .json is read. May be given several times.")
  private List<String> names = new ArrayList<>();

  public boolean isGiven() {
    return !names.isEmpty();
  }

  public List<ResourceFile> read(InputStream standardInput) {
    return new ResourceFiles(standardInput).read(names);
  }
}
