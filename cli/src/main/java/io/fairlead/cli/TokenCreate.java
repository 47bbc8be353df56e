package io.fairlead.cli;

import io.fairlead.api.fairlead.v1.CreateTokenRequest;
import io.fairlead.api.fairlead.v1.CreateTokenResponse;
import io.fairlead.cli.admin.SocketOption;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.input.GroupOption;
import io.fairlead.cli.input.LifetimeConverter;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import io.fairlead.cli.output.Times;
import io.fairlead.model.ResourceName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a token by which one host may join a group. */
@Command(
    name = "create",
    description = "Creates a token by which one host may join a WorkloadGroup, once.")
final class TokenCreate implements Callable<Integer> {

  private final Console console;
  @Mixin private SocketOption socket = new SocketOption();
  @Mixin private FormatOption format = new FormatOption();
  @Mixin private GroupOption group = new GroupOption();

  @Option(
      names = "--lifetime",
      paramLabel = "DURATION",
      defaultValue = "1h",
      converter = LifetimeConverter.class,
      description = "How long the token is good, such as 30m, 1h or 7d (default: 1h).")
  private Duration lifetime = Duration.ofHours(1);

  TokenCreate(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ResourceName name = group.name();
    CreateTokenRequest request =
        CreateTokenRequest.newBuilder()
            .setNamespace(name.namespace())
            .setWorkloadGroup(name.name())
            .setLifetimeSeconds(lifetime.toSeconds())
            .build();
    CreateTokenResponse token = socket.socket().ask(admin -> admin.createToken(request));
    format.print(console, text(name, token), tree(name, token));
    return ExitCode.OK;
  }

  private static String text(ResourceName group, CreateTokenResponse token) {
    return """
        Token %s lets one host join WorkloadGroup %s, until %s.
        It is shown this once:

          %s

        Run on the host, as root:

          %s
        """
        .formatted(
            token.getId(), group, Times.of(token.getExpires()), token.getToken(), join(token));
  }

  private static Map<String, Object> tree(ResourceName group, CreateTokenResponse token) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", token.getId());
    tree.put("namespace", group.namespace());
    tree.put("group", group.name());
    tree.put("expires", Times.of(token.getExpires()));
    tree.put("token", token.getToken());
    tree.put("caHash", token.getCaHash());
    tree.put("controlPlane", token.getControlPlane());
    tree.put("join", join(token));
    return tree;
  }

  private static String join(CreateTokenResponse token) {
    return "fairlead-agent join %s --token %s --ca-hash %s"
        .formatted(token.getControlPlane(), token.getToken(), token.getCaHash());
  }
}
