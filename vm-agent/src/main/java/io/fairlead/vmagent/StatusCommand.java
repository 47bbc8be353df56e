package io.fairlead.vmagent;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.status.StatusClient;
import io.fairlead.vmagent.status.StatusText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows how the running agent is. */
@Command(
    name = "status",
    description = "Shows who this host is and how far it is in the mesh.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  /** How the answer is written. */
  enum Output {
    text,
    json
  }

  @ParentCommand private @Nullable Main main;
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "-o", paramLabel = "FORMAT", description = "text or json.")
  private Output output = Output.text;

  @Override
  public Integer call() throws IOException {
    AgentSettings settings = Objects.requireNonNull(main).settings();
    String json;
    try {
      json = StatusClient.json(settings.status().listen());
    } catch (IOException e) {
      throw new IOException(
          "no agent answers on %s (%s): start it with `fairlead-agent run`"
              .formatted(settings.status().listen().toString().replace("/", ""), e.getMessage()),
          e);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(output == Output.json ? json : StatusText.of(json));
    out.flush();
    return 0;
  }
}
