package io.fairlead.model.policy;

/** What goes wrong on purpose. Parts are of a million requests. */
public record Fault(Delay delay, Abort abort) {

  public static final int ALL = 1_000_000;

  public static final Fault NONE = new Fault(Delay.NONE, new Abort.None());

  /**
   * @param time none: there is no delay
   */
  public record Delay(TimeLimit time, int part) {
    public static final Delay NONE = new Delay(TimeLimit.NONE, 0);
  }

  /** The answer that requests get at once. */
  public sealed interface Abort {
    record None() implements Abort {}

    record Http(int status, int part) implements Abort {}

    /**
     * @param code by its number
     */
    record Grpc(int code, int part) implements Abort {}
  }
}
