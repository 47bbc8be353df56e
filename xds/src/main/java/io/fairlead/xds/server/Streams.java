package io.fairlead.xds.server;

import io.fairlead.xds.ResourceType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What all streams of one service share: its owner, its limits and their number. */
final class Streams {

  private final NodeAuthenticator authenticator;
  private final StreamListener listener;
  private final Set<ResourceType> reports;
  private final Questions questions;
  private final LimitCheck limits;
  private final LongAdder answers = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final OutputBudget budget;
  private final Admission admission;
  private final NameSets names = new NameSets();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong();

  Streams(
      NodeAuthenticator authenticator,
      StreamListener listener,
      Set<ResourceType> reports,
      Questions questions,
      Limits limits,
      Timer timer) {
    this.authenticator = authenticator;
    this.listener = listener;
    this.reports = Set.copyOf(reports);
    this.questions = questions;
    this.limits = new LimitCheck(limits);
    this.budget = new OutputBudget(limits.output(), timer);
    this.admission = new Admission(limits.entry(), timer);
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
      refused.increment();
      throw e;
    }
    return ids.incrementAndGet();
  }

  void left() {
    open.decrementAndGet();
  }

  void answered(int size) {
    answers.increment();
    bytes.add(size);
  }

  Figures figures() {
    OutputBudget.Use output = budget.use();
    Admission.Use entry = admission.use();
    return new Figures(
        open.get(),
        new Figures.Traffic(answers.sum(), bytes.sum()),
        new Figures.Output(
            output.pendingBytes(),
            output.stalledBytes(),
            output.stalled(),
            output.waiting(),
            output.cutOff()),
        new Figures.Entry(entry.admitted(), entry.waiting(), refused.sum()));
  }

  OutputBudget budget() {
    return budget;
  }

  Admission admission() {
    return admission;
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

  Questions questions() {
    return questions;
  }

  /** By which streams share what they ask for. */
  NameSets names() {
    return names;
  }

  LimitCheck limits() {
    return limits;
  }
}
