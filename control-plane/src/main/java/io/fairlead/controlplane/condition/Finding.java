package io.fairlead.controlplane.condition;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What keeps one resource from being programmed, while proxies are gone through. One owner. */
final class Finding {

  private final Group refusing = new Group();
  private final Group maybe = new Group();
  private boolean isAwaited;

  /** Proxies in any number, of which the first by name are kept. */
  private static final class Group {
    private static final int MOST_NAMES = 5;

    private final SortedMap<String, String> words = new TreeMap<>();
    private int count;

    /** Each proxy once. */
    void add(String proxy, String said) {
      count++;
      words.put(proxy, said);
      if (words.size() > MOST_NAMES) {
        words.pollLastEntry();
      }
    }

    Programmed told(Function<Programmed.Refusers, Programmed> how) {
      return how.apply(
          new Programmed.Refusers(count, words.keySet(), words.firstEntry().getValue()));
    }
  }

  void awaited() {
    isAwaited = true;
  }

  void refused(String proxy, boolean isNamed, String words) {
    (isNamed ? refusing : maybe).add(proxy, words);
  }

  /** The worst that is known. */
  Programmed told() {
    if (refusing.count > 0) {
      return refusing.told(Programmed::refused);
    }
    if (maybe.count > 0) {
      return maybe.told(Programmed::maybeRefused);
    }
    return isAwaited ? Programmed.AWAITED : Programmed.TRUE;
  }
}
