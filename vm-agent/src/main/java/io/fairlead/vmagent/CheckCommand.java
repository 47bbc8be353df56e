package io.fairlead.vmagent;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Tells what is wrong with a settings file before it is put in place. */
@Command(
    name = "check",
    description = "Reads the settings and tells every problem; changes and starts nothing.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Override
  public Integer call() {
    Objects.requireNonNull(main).settings();
    return 0;
  }
}
