package io.fairlead.testenv.hosts;

/** The users that a test host knows; they exist on that host only. */
public enum User {
  ROOT("root", 0),
  /** Runs the plain services and their clients. */
  APPLICATION("application", 7700),
  AGENT("fairlead", 7701),
  PROXY("fairlead-proxy", 7702);

  private final String account;
  private final int id;

  User(String account, int id) {
    this.account = account;
    this.id = id;
  }

  public String account() {
    return account;
  }

  /** User and group id alike. */
  public int id() {
    return id;
  }
}
