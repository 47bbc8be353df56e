package io.fairlead.cli;

import io.fairlead.api.fairlead.v1.ListTokensRequest;
import io.fairlead.api.fairlead.v1.Token;
import io.fairlead.cli.admin.SocketOption;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import io.fairlead.cli.output.Table;
import io.fairlead.cli.output.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists tokens; none shows its secret. */
@Command(name = "list", description = "Lists the tokens and what became of them.")
final class TokenList implements Callable<Integer> {

  private final Console console;
  @Mixin private SocketOption socket = new SocketOption();
  @Mixin private FormatOption format = new FormatOption();

  TokenList(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Token> tokens =
        socket
            .socket()
            .ask(admin -> admin.listTokens(ListTokensRequest.getDefaultInstance()))
            .getTokensList();
    Table table = Table.of("ID", "GROUP", "STATE", "CREATED", "EXPIRES", "REDEEMED BY");
    for (Token token : tokens) {
      table.row(
          token.getId(),
          token.getNamespace() + "/" + token.getWorkloadGroup(),
          state(token),
          Times.of(token.getCreated()),
          Times.of(token.getExpires()),
          token.getRedeemedBy());
    }
    String text = tokens.isEmpty() ? "No tokens.\n" : table.toString();
    format.print(console, text, Map.of("tokens", tokens.stream().map(TokenList::tree).toList()));
    return ExitCode.OK;
  }

  private static Map<String, Object> tree(Token token) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", token.getId());
    tree.put("namespace", token.getNamespace());
    tree.put("group", token.getWorkloadGroup());
    tree.put("state", state(token));
    tree.put("created", Times.of(token.getCreated()));
    tree.put("expires", Times.of(token.getExpires()));
    tree.put("redeemedBy", token.getRedeemedBy());
    return tree;
  }

  private static String state(Token token) {
    return switch (token.getState()) {
      case STATE_OPEN -> "open";
      case STATE_REDEEMED -> "redeemed";
      case STATE_EXPIRED -> "expired";
      case STATE_REVOKED -> "revoked";
      case STATE_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }
}
