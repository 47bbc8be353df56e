package io.fairlead.model.policy;

import java.util.List;

/**
 * How the requests of a route are treated, besides where they go.
 *
 * @param mirrors where copies go, whose answers nobody reads
 */
public record Handling(
    HeaderChanges headers,
    Rewrite rewrite,
    List<Mirror> mirrors,
    Patience patience,
    Screening screening) {

  /** Nothing is said. */
  public static final Handling STANDARD =
      new Handling(HeaderChanges.NONE, Rewrite.NONE, List.of(), Patience.STANDARD, Screening.NONE);

  /**
   * @param part of a million requests; 0: none, whatever stands around it says
   */
  public record Mirror(RouteTarget target, int part) {}

  /** How long an answer is waited for, and how often it is asked for. */
  public record Patience(TimeLimit timeout, Retries retries) {
    public static final Patience STANDARD = new Patience(TimeLimit.NONE, new Retries.Standard());
  }

  public Handling {
    mirrors = List.copyOf(mirrors);
  }
}
