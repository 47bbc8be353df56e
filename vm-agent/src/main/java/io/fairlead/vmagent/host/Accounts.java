package io.fairlead.vmagent.host;

import java.time.Duration;
import java.util.List;

/** Asks the host for the numbers of its users, whatever directory keeps them. */
public final class Accounts {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Accounts() {}

  /**
   * @param user a name, or a number, which need not have a name
   * @throws CommandException where no such user is
   */
  public static int user(String user, Commands commands) {
    return number(user, "-u", commands);
  }

  /** The user's own group; a number without a name is its own group. */
  public static int group(String user, Commands commands) {
    return number(user, "-g", commands);
  }

  private static int number(String user, String kind, Commands commands) {
    Commands.Result result = commands.run(List.of("id", kind, "--", user), "", PATIENCE);
    if (result.exitCode() == 0) {
      return Integer.parseInt(result.output().strip());
    }
    if (user.matches("[0-9]{1,9}")) {
      return Integer.parseInt(user);
    }
    throw new CommandException("there is no user '" + user + "': create it, or name another");
  }
}
