package io.fairlead.benchmarks.simulator;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.simulator.SimulatedProxy.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Understands one line of standard input; every command is answered by one object. */
final class Commands {

  static final String USAGE =
      "connect N [PER_SECOND] | await SECONDS | reconnect | drop | forget | hold | release"
          + " | watch ID TYPE [-]NAME [TYPE [-]NAME]... | unwatch | mark | totals | distinct"
          + " | silent N | stalled N | prompt N | quit";

  private final Fleet fleet;
  private final Consumer<JsonObject> out;

  Commands(Fleet fleet, Consumer<JsonObject> out) {
    this.fleet = fleet;
    this.out = out;
  }

  void run(String line) {
    String[] words = line.strip().split(" +");
    try {
      run(words);
    } catch (RuntimeException e) {
      JsonObject object = new JsonObject();
      object.addProperty("error", line + ": " + e + "; commands: " + USAGE);
      out.accept(object);
    }
  }

  private void run(String[] words) {
    switch (words[0]) {
      case "connect" -> {
        fleet.connect(number(words, 1, 1), number(words, 2, 0));
        done();
      }
      case "await" -> fleet.awaitSettled(number(words, 1, 60), out);
      case "reconnect" -> {
        fleet.hold(false);
        fleet.reconnect();
        done();
      }
      case "drop" -> {
        fleet.drop();
        done();
      }
      case "forget" -> {
        fleet.forget();
        done();
      }
      case "hold", "release" -> {
        fleet.hold(words[0].equals("hold"));
        done();
      }
      case "watch" -> {
        fleet.watch(words[1], keys(words));
        done();
      }
      case "unwatch" -> {
        fleet.watches().clear();
        done();
      }
      case "mark" -> {
        fleet.proxies().forEach(SimulatedProxy::mark);
        done();
      }
      case "totals" -> out.accept(Totals.of(fleet));
      case "distinct" -> out.accept(Totals.distinct(fleet));
      case "silent", "stalled", "prompt" -> {
        fleet.behave(number(words, 1, 1), Manner.valueOf(words[0].toUpperCase(Locale.ROOT)));
        done();
      }
      default -> throw new IllegalArgumentException("there is no command " + words[0]);
    }
  }

  private List<Watches.Key> keys(String[] words) {
    List<Watches.Key> keys = new ArrayList<>();
    for (int i = 2; i + 1 < words.length; i += 2) {
      XdsType type = XdsType.valueOf(words[i]);
      boolean isRemoval = words[i + 1].startsWith("-");
      String name = isRemoval ? words[i + 1].substring(1) : words[i + 1];
      keys.add(new Watches.Key(type, fleet.catalog().names(type).id(name), isRemoval));
    }
    return keys;
  }

  private void done() {
    JsonObject object = new JsonObject();
    object.addProperty("done", true);
    out.accept(object);
  }

  private static int number(String[] words, int position, int otherwise) {
    return position < words.length ? Integer.parseInt(words[position]) : otherwise;
  }
}
