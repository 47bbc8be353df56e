package io.fairlead.benchmarks.simulator;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.measure.ProcessCpu;
import io.fairlead.benchmarks.measure.ProcessStatus;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;

/** Adds up what the fleet was sent and what it holds. */
final class Totals {

  private Totals() {}

  static JsonObject of(Fleet fleet) {
    List<SimulatedProxy> proxies = fleet.proxies();
    JsonObject object = new JsonObject();
    object.addProperty("proxies", proxies.size());
    object.addProperty("connected", proxies.stream().filter(SimulatedProxy::isConnected).count());
    object.addProperty(
        "warming",
        proxies.stream().filter(proxy -> !proxy.configuration().waitsForNothing()).count());
    object.addProperty("lost", fleet.losses());
    object.addProperty("cpuNanos", ProcessCpu.ownNanos());
    object.addProperty(
        "residentBytes", ProcessStatus.of(ProcessHandle.current().pid()).residentBytes());
    JsonObject types = new JsonObject();
    for (XdsType type : XdsType.values()) {
      types.add(type.name(), sent(type, proxies));
    }
    object.add("types", types);
    return object;
  }

  private static JsonObject sent(XdsType type, List<SimulatedProxy> proxies) {
    IntSummaryStatistics resources =
        proxies.stream().mapToInt(proxy -> proxy.counters().resources(type)).summaryStatistics();
    JsonObject object = new JsonObject();
    object.addProperty(
        "bytes", proxies.stream().mapToLong(proxy -> proxy.counters().bytes(type)).sum());
    object.addProperty(
        "messages", proxies.stream().mapToLong(proxy -> proxy.counters().messages(type)).sum());
    object.addProperty("resources", resources.getSum());
    object.addProperty("fewest", proxies.isEmpty() ? 0 : resources.getMin());
    object.addProperty("most", proxies.isEmpty() ? 0 : resources.getMax());
    return object;
  }

  /** How many different resources stand behind all that are held. */
  static JsonObject distinct(Fleet fleet) {
    JsonObject types = new JsonObject();
    for (XdsType type : XdsType.values()) {
      Set<Long> distinct = new HashSet<>();
      long[] held = {0};
      for (SimulatedProxy proxy : fleet.proxies()) {
        Holding holding = proxy.configuration().held(type);
        held[0] += holding.count();
        holding.forEachName(
            name -> distinct.add(((long) name << Integer.SIZE) | holding.version(name)));
      }
      JsonObject object = new JsonObject();
      object.addProperty("held", held[0]);
      object.addProperty("distinct", distinct.size());
      types.add(type.name(), object);
    }
    return types;
  }
}
