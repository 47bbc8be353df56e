package io.fairlead.benchmarks.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** One change on its way: when each proxy had all of its parts. */
final class Watch {

  /** Begins the id of a watch that tells its spread only. */
  private static final String BRIEF = "-";

  private final String id;
  private final List<Watches.Key> keys;
  private final BitSet proxies;
  private final byte[] parts;
  private final long[] times;
  private final Consumer<JsonObject> done;
  private int arrived;

  /**
   * @param proxies who is waited for
   */
  Watch(String id, List<Watches.Key> keys, BitSet proxies, Consumer<JsonObject> done) {
    if (keys.isEmpty() || keys.size() >= Byte.SIZE) {
      throw new IllegalArgumentException("a watch is for one to seven names");
    }
    this.id = id;
    this.keys = List.copyOf(keys);
    this.proxies = proxies;
    this.parts = new byte[proxies.length()];
    this.times = new long[proxies.cardinality()];
    this.done = done;
  }

  List<Watches.Key> keys() {
    return keys;
  }

  /** Whether every proxy has all of it now. */
  boolean seen(Watches.Key key, int proxy, long now) {
    if (!proxies.get(proxy)) {
      return false;
    }
    parts[proxy] |= (byte) (1 << keys.indexOf(key));
    if (parts[proxy] != (1 << keys.size()) - 1) {
      return false;
    }
    proxies.clear(proxy);
    times[arrived++] = now;
    if (arrived < times.length) {
      return false;
    }
    JsonObject event = new JsonObject();
    event.addProperty("event", "watch");
    event.addProperty("id", id);
    Spread.of(times).into(event);
    if (!id.startsWith(BRIEF)) {
      event.add("micros", micros());
    }
    done.accept(event);
    return true;
  }

  /** Each proxy's time after the first one's. */
  private JsonArray micros() {
    JsonArray all = new JsonArray(times.length);
    for (long time : times) {
      all.add((time - times[0]) / 1_000);
    }
    return all;
  }
}
