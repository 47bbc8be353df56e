package io.fairlead.cli;

import io.fairlead.api.fairlead.v1.Proxy;
import io.fairlead.api.fairlead.v1.ProxyStatusRequest;
import io.fairlead.cli.admin.SocketOption;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import io.fairlead.cli.output.ProxyText;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what each proxy was given and what it said to it. */
@Command(
    name = "status",
    description = {
      "Shows, for each connected proxy and type, how many resources it has, and whether it took",
      "(ack) or refused (nack) the last answer, or has not said so yet (wait)."
    })
final class ProxyStatus implements Callable<Integer> {

  private final Console console;
  private final Clock clock;
  @Mixin private SocketOption socket = new SocketOption();
  @Mixin private FormatOption format = new FormatOption();

  ProxyStatus(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    List<Proxy> proxies =
        socket
            .socket()
            .ask(admin -> admin.proxyStatus(ProxyStatusRequest.getDefaultInstance()))
            .getProxiesList();
    format.print(console, ProxyText.table(proxies, clock.instant()), ProxyText.tree(proxies));
    return ExitCode.OK;
  }
}
