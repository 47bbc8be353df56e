package io.fairlead.xds.server;

import io.grpc.SynchronizationContext;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Answers of one stream on their way to the transport, which takes them when it has written those
 * before and the budget has room. Every method is called in the stream's turn, but for those that
 * the budget calls.
 */
final class Outbox implements OutputBudget.Writer {

  /** An honest client has one answer of each type on its way. */
  private static final int MANY = 16;

  private final ServerCallStreamObserver<AnswerBytes> call;
  private final Streams streams;
  private final SynchronizationContext turn;
  private final Runnable cut;
  private final OutputBudget.Account account = new OutputBudget.Account(this);
  private final Queue<AnswerBytes> answers = new ArrayDeque<>();
  private boolean isClosed;

  /** Whether the client is not heard until it has read. */
  private boolean isHeld;

  /**
   * @param cut runs in the turn when the client has not read for too long
   */
  Outbox(
      ServerCallStreamObserver<AnswerBytes> call,
      Streams streams,
      SynchronizationContext turn,
      Runnable cut) {
    this.call = call;
    this.streams = streams;
    this.turn = turn;
    this.cut = cut;
  }

  void add(AnswerBytes answer) {
    answers.add(answer);
  }

  /**
   * Has the client's next request read, now or when fewer answers wait. Who speaks and never reads
   * would have us make one answer after the other.
   */
  void readOn() {
    isHeld = answers.size() >= MANY;
    if (!isHeld) {
      call.request(1);
    }
  }

  boolean isEmpty() {
    return answers.isEmpty();
  }

  void flush() {
    while (!isClosed && call.isReady()) {
      // Who may write more has written what it had, as far as it counts.
      streams.budget().written(account);
      AnswerBytes answer = answers.peek();
      if (answer == null || !streams.budget().reserve(account, answer.size())) {
        return;
      }
      answers.remove();
      call.onNext(answer);
      streams.answered(answer.size());
      if (isHeld) {
        readOn();
      }
    }
  }

  void close() {
    isClosed = true;
    answers.clear();
    streams.budget().close(account);
  }

  @Override
  public void mayWrite() {
    turn.execute(this::flush);
  }

  @Override
  public void mustEnd() {
    turn.execute(cut);
  }
}
