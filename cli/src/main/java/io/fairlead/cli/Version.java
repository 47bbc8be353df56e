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

  /** What the start script of the package says, as it does to the other programs. */
  static String text() {
    return System.getProperty("fairlead.version", "development");
  }

  @Override
  public Integer call() {
    String version = text();
    String java = Runtime.version().toString();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", version);
    tree.put("java", java);
    format.print(console, "fairlead " + version + " (Java " + java + ")\n", tree);
    return ExitCode.OK;
  }
}
