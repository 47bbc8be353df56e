package io.fairlead.model.policy;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many requests are let through. Who asks for more is told so at once.
 *
 * @param name of the limit, such as {@code VirtualService/shop/web}: what has it is counted
 *     together
 * @param rate what each proxy lets through by itself; unset: as much as comes
 * @param service which is asked too, for what all proxies let through together
 * @param apart what must be equal of two requests to be counted together; empty: nothing
 */
public record RequestLimit(
    String name,
    Setting<Rate> rate,
    Setting<LimitService> service,
    List<CountedBy> apart,
    Refusal refusal) {

  public RequestLimit {
    apart = List.copyOf(apart);
  }

  /** One of each name, in their order. */
  public static List<RequestLimit> byName(Stream<RequestLimit> limits) {
    TreeMap<String, RequestLimit> all = new TreeMap<>();
    limits.forEach(limit -> all.put(limit.name, limit));
    return List.copyOf(all.values());
  }

  /** A part of a request by which it is counted apart from others. */
  public sealed interface CountedBy {

    /**
     * @param name in lower case
     */
    record Header(String name) implements CountedBy {}

    /** Without the query. */
    record Path() implements CountedBy {}

    /** Who the certificate of the caller says that it is. */
    record Caller() implements CountedBy {}

    /** Where the caller comes from, without the port. */
    record Address() implements CountedBy {}
  }

  /**
   * What those are told who are not let through.
   *
   * @param tellsLimits whether everybody is told what is left, in {@code x-ratelimit-*} headers
   */
  public record Refusal(int status, boolean tellsLimits) {}
}
