package io.fairlead.registrybridge;

import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Service;
import io.fairlead.registrybridge.source.SourceListener;
import io.fairlead.registrybridge.source.SourceReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a source reports, for tests to look at. */
public final class Reports implements SourceListener {

  private final List<SourceReport> all = new CopyOnWriteArrayList<>();

  @Override
  public void reported(String source, SourceReport report) {
    all.add(report);
  }

  public SourceReport last() {
    return all.getLast();
  }

  public List<SourceReport> all() {
    return all;
  }

  public String condition() {
    return last().condition().word();
  }

  /** The addresses of all endpoints with the ports that differ, in order. */
  public List<String> endpoints() {
    return last().services().values().stream()
        .flatMap(service -> service.discovery().endpoints().stream())
        .map(endpoint -> endpoint.address() + text(endpoint))
        .sorted()
        .toList();
  }

  private static String text(Endpoint endpoint) {
    return endpoint.ports().isEmpty() ? "" : " " + endpoint.ports();
  }

  public List<String> hosts() {
    return last().services().values().stream()
        .map(Service::host)
        .map(Object::toString)
        .sorted()
        .toList();
  }
}
