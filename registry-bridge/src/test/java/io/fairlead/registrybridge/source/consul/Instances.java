package io.fairlead.registrybridge.source.consul;

import java.util.List;
import java.util.Map;

/** Instances of services for tests. */
final class Instances {

  private Instances() {}

  static ConsulInstance of(String id, String address, int port, Map<String, String> meta) {
    return of(id, address, port, meta, "passing");
  }

  static ConsulInstance of(
      String id, String address, int port, Map<String, String> meta, String status) {
    return new ConsulInstance(
        new ConsulInstance.Node("n1", "10.9.9.9"),
        id,
        new ConsulInstance.Registration(address, port, List.of(), meta, ""),
        List.of(check(id, "web", status)));
  }

  static ConsulInstance.Check check(String id, String service, String status) {
    return new ConsulInstance.Check(new ConsulInstance.CheckKey("n1", id), service, status);
  }
}
