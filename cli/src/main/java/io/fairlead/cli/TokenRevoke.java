package io.fairlead.cli;

import io.fairlead.api.fairlead.v1.RevokeTokenRequest;
import io.fairlead.cli.admin.SocketOption;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.output.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a token worthless. */
@Command(
    name = "revoke",
    description = "Revokes a token. A host that joined by it already stays in the mesh.")
final class TokenRevoke implements Callable<Integer> {

  private final Console console;
  @Mixin private SocketOption socket = new SocketOption();

  @Parameters(paramLabel = "ID", description = "The id of the token, as 'token list' shows it.")
  private String id = "";

  TokenRevoke(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RevokeTokenRequest request = RevokeTokenRequest.newBuilder().setId(id).build();
    socket.socket().ask(admin -> admin.revokeToken(request));
    console.out().println("token " + id + " revoked");
    return ExitCode.OK;
  }
}
