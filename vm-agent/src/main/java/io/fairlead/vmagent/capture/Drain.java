package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.TcpSockets;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Waits until the connections that were led to the proxy have ended, but not for ever. */
final class Drain {

  private static final Pattern REDIRECT = Pattern.compile("-j REDIRECT --to-ports (\\d+)");
  private static final long STEP_MILLIS = 100;

  /** Questions by UDP leave no socket to be seen; nearly all are answered within this. */
  private static final long DNS_MILLIS = 500;

  private final TcpSockets sockets;

  Drain(TcpSockets sockets) {
    this.sockets = sockets;
  }

  void await(Collection<RuleSet> rules, Duration patience) {
    Set<Integer> ports =
        rules.stream()
            .flatMap(set -> set.in(Table.NAT).lines().stream())
            .flatMap(line -> REDIRECT.matcher(line).results())
            .map(MatchResult::group)
            .map(match -> Integer.valueOf(match.substring(match.lastIndexOf(' ') + 1)))
            .collect(Collectors.toSet());
    long start = System.nanoTime();
    long least = rules.stream().anyMatch(Drain::hasDns) ? DNS_MILLIS : 0;
    while (elapsed(start) < patience.toMillis()
        && (elapsed(start) < least || sockets.connectionsOf(ports) > 0)) {
      pause();
    }
  }

  private static boolean hasDns(RuleSet rules) {
    return rules.in(Table.NAT).chains().containsKey(Chain.FAIRLEAD_DNS.name());
  }

  private static long elapsed(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static void pause() {
    try {
      boolean unused = new CountDownLatch(1).await(STEP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CaptureException.host("interrupted while open connections ended: run remove again");
    }
  }
}
