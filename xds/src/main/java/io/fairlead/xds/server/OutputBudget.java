package io.fairlead.xds.server;

import io.grpc.SynchronizationContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the bytes that all streams together have handed to the transport and that it has not
 * written. A stream reserves before it writes, and gives back once the transport takes more; who
 * finds too little waits for its turn. A client that does not read for a while loses its claim on
 * the common part: its bytes count in a share of their own, and when that is full the clients that
 * have been silent longest are cut off.
 */
final class OutputBudget {

  private static final Logger LOG = LoggerFactory.getLogger(OutputBudget.class);

  private final Limits.Output limits;
  private final Timer timer;

  /** Runs what streams are told, one after the other and never inside of each other. */
  private final SynchronizationContext calls = new SynchronizationContext(OutputBudget::failed);

  private final Object lock = new Object();

  /** Owned by {@code lock}, as all below. In the order in which they began to write. */
  private final Set<Account> writing = new LinkedHashSet<>();

  /** In the order in which they were found stalled. */
  private final Set<Account> stalled = new LinkedHashSet<>();

  private final Queue<Account> waiting = new ArrayDeque<>();
  private long used;
  private long usedByStalled;
  private long cutOff;
  private boolean isChecking;

  OutputBudget(Limits.Output limits, Timer timer) {
    this.limits = limits;
    this.timer = timer;
  }

  /** A stream, as the budget speaks to it. Neither method may block. */
  interface Writer {

    /** What was asked for is reserved now. */
    void mayWrite();

    /** It did not read for too long while others needed the room. */
    void mustEnd();
  }

  /** What one stream has reserved; its fields are owned by the budget's lock. */
  static final class Account {
    private final Writer writer;
    private long written;
    private long granted;
    private long wanted;
    private long since;
    private boolean isClosed;

    Account(Writer writer) {
      this.writer = writer;
    }
  }

  /** How the budget is used. */
  record Use(long pendingBytes, long stalledBytes, int stalled, int waiting, long cutOff) {}

  Use use() {
    synchronized (lock) {
      return new Use(used, usedByStalled, stalled.size(), waiting.size(), cutOff);
    }
  }

  /**
   * Takes room for an answer that is written right after this. Where it gives false the stream is
   * told by {@link Writer#mayWrite} when it may ask again, for as much.
   */
  boolean reserve(Account account, long bytes) {
    synchronized (lock) {
      if (account.isClosed || account.wanted > 0) {
        return false;
      }
      if (account.granted == bytes) {
        account.granted = 0;
        account.written += bytes;
        begin(account);
        return true;
      }
      if (waiting.isEmpty() && fits(bytes)) {
        used += bytes;
        account.written += bytes;
        begin(account);
        return true;
      }
      account.wanted = bytes;
      waiting.add(account);
      check();
      return false;
    }
  }

  private void begin(Account account) {
    account.since = timer.nanos();
    writing.remove(account);
    writing.add(account);
    check();
  }

  /** An answer that is larger than everything goes alone. */
  private boolean fits(long bytes) {
    return used == usedByStalled || used + bytes <= limits.bytes();
  }

  /** The transport has written what it was handed. */
  void written(Account account) {
    List<Runnable> told;
    synchronized (lock) {
      if (account.written == 0) {
        return;
      }
      free(account);
      told = serve();
    }
    told.forEach(calls::execute);
  }

  void close(Account account) {
    List<Runnable> told;
    synchronized (lock) {
      if (account.isClosed) {
        return;
      }
      account.isClosed = true;
      free(account);
      used -= account.granted;
      account.granted = 0;
      if (account.wanted > 0) {
        waiting.remove(account);
      }
      told = serve();
    }
    told.forEach(calls::execute);
  }

  private void free(Account account) {
    used -= account.written;
    if (stalled.remove(account)) {
      usedByStalled -= account.written;
    }
    writing.remove(account);
    account.written = 0;
  }

  private List<Runnable> serve() {
    List<Runnable> told = new ArrayList<>(0);
    Account next = waiting.peek();
    while (next != null && fits(next.wanted)) {
      waiting.remove();
      used += next.wanted;
      next.granted = next.wanted;
      next.wanted = 0;
      told.add(next.writer::mayWrite);
      next = waiting.peek();
    }
    return told;
  }

  /** One look is always ahead while there is something to look at. */
  private void check() {
    if (!isChecking) {
      isChecking = true;
      timer.after(limits.patience().dividedBy(2), this::look);
    }
  }

  private void look() {
    List<Runnable> told = new ArrayList<>();
    synchronized (lock) {
      isChecking = false;
      findStalled();
      while (isStalledShareFull()) {
        Account longest = stalled.iterator().next();
        longest.isClosed = true;
        free(longest);
        cutOff++;
        told.add(longest.writer::mustEnd);
      }
      told.addAll(serve());
      if (!writing.isEmpty() || !waiting.isEmpty()) {
        check();
      }
    }
    told.forEach(calls::execute);
  }

  private void findStalled() {
    long now = timer.nanos();
    while (!writing.isEmpty()) {
      Account oldest = writing.iterator().next();
      if (now - oldest.since < limits.patience().toNanos()) {
        return;
      }
      writing.remove(oldest);
      stalled.add(oldest);
      usedByStalled += oldest.written;
    }
  }

  /** One slow client alone may have more, or a large configuration would never reach it. */
  private boolean isStalledShareFull() {
    long most = stalled.size() == 1 ? limits.bytes() / 2 : limits.stalledBytes();
    return !stalled.isEmpty() && usedByStalled > most;
  }

  private static void failed(Thread thread, Throwable cause) {
    LOG.atError().setCause(cause).log("A discovery stream could not be told that it may write");
  }
}
