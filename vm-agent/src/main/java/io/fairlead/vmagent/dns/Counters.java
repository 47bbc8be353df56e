package io.fairlead.vmagent.dns;

import java.util.concurrent.atomic.LongAdder;

/** The running figures behind {@link DnsStatistics}; written by the event loop, read by anyone. */
final class Counters {

  final LongAdder answered = new LongAdder();
  final LongAdder forwarded = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder truncated = new LongAdder();
  final LongAdder overloaded = new LongAdder();
  final LongAdder malformed = new LongAdder();
  final LongAdder looped = new LongAdder();

  DnsStatistics read() {
    return new DnsStatistics(
        answered.sum(),
        forwarded.sum(),
        failed.sum(),
        truncated.sum(),
        overloaded.sum(),
        malformed.sum(),
        looped.sum());
  }
}
