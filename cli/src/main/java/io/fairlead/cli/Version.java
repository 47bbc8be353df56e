package io.fairlead.cli;

import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells the version of this command. */
@Command(name = "version", description = "Tells the version of this command and of its Java.")
final class Version implements Callable<Integer> {

  private final Console console;
  @Mixin private FormatOption format = new FormatOption();

  Version(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String packaged = Version.class.getPackage().getImplementationVersion();
    String version = packaged == null ? "development" : packaged;
    String java = Runtime.version().toString();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", version);
    tree.put("java", java);
    format.print(console, "fairlead " + version + " (Java " + java + ")\n", tree);
    return ExitCode.OK;
  }
}
