package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.translation.Outbound.PortPlan;
import io.fairlead.translation.Outbound.Resources;
import io.fairlead.translation.encoding.ResourceInput;
import java.util.List;

/**
 * Resources on their way from one state to the next, each kind in its place: what is made from
 * equal inputs stays the object that it was. Lives for one step.
 */
final class ResourcesStep {

  private final Replacing replacing;

  private SharedMap<Integer, PortPlan> plans;
  private SharedMap<String, EncodedResource> clusters;
  private SharedMap<String, EncodedResource> endpoints;
  private SharedMap<String, EncodedResource> listeners;
  private SharedMap<String, EncodedResource> routes;
  private SharedMap<String, EncodedResource> nameTable;

  ResourcesStep(Encoder encoder, Outbound before) {
    this.replacing = new Replacing(encoder);
    this.plans = before.plans();
    this.clusters = before.resources().clusters();
    this.endpoints = before.resources().endpoints();
    this.listeners = before.resources().listeners();
    this.routes = before.resources().routes();
    this.nameTable = before.resources().nameTable();
  }

  void calls(Calls old, Calls now) {
    clusters(old.clusters(), now.clusters());
    endpoints = replacing.inputs(endpoints, old.assignments(), now.assignments());
  }

  void clusters(List<? extends ResourceInput> old, List<? extends ResourceInput> now) {
    clusters = replacing.inputs(clusters, old, now);
  }

  void listeners(List<? extends ResourceInput> old, List<? extends ResourceInput> now) {
    listeners = replacing.inputs(listeners, old, now);
  }

  void port(int port, PortPlan now) {
    PortPlan old = plans.getOrDefault(port, PortPlan.EMPTY);
    plans = now.equals(PortPlan.EMPTY) ? plans.minus(port) : plans.plus(port, now);
    listeners(old.listeners(), now.listeners());
    routes = Replacing.encoded(routes, old.routes(), now.routes());
  }

  void nameTable(EncodedResource table) {
    nameTable = Replacing.plus(nameTable, table);
  }

  SharedMap<Integer, PortPlan> plans() {
    return plans;
  }

  Resources done() {
    return new Resources(clusters, endpoints, listeners, routes, nameTable);
  }
}
