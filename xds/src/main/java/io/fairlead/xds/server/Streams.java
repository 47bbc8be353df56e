package io.fairlead.xds.server;

import io.fairlead.xds.ResourceType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all streams of one service share: its owner, its limits and their number. */
final class Streams {

  private final NodeAuthenticator authenticator;
  private final StreamListener listener;
  private final Set<ResourceType> reports;
  private final LimitCheck limits;
  private final NameSets names = new NameSets();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong();

  Streams(
      NodeAuthenticator authenticator,
      StreamListener listener,
      Set<ResourceType> reports,
      Limits limits) {
    this.authenticator = authenticator;
    this.listener = listener;
    this.reports = Set.copyOf(reports);
    this.limits = new LimitCheck(limits);
  }

  /**
   * Counts a stream in and gives its id.
   *
   * @throws io.grpc.StatusRuntimeException where there are too many
   */
  long entered() {
    try {
      limits.stream(open.incrementAndGet());
    } catch (RuntimeException e) {
      open.decrementAndGet();
      throw e;
    }
    return ids.incrementAndGet();
  }

  void left() {
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }

  NodeAuthenticator authenticator() {
    return authenticator;
  }

  StreamListener listener() {
    return listener;
  }

  Set<ResourceType> reports() {
    return reports;
  }

  /** By which streams share what they ask for. */
  NameSets names() {
    return names;
  }

  LimitCheck limits() {
    return limits;
  }
}
