package io.fairlead.testenv.demo;

import io.fairlead.testenv.hosts.FreePorts;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.HostNetwork;
import io.fairlead.testenv.mesh.Member;
import io.fairlead.testenv.mesh.Mesh;
import io.fairlead.testenv.peers.ConsulServer;
import io.fairlead.testenv.services.EchoService;

/**
 * The two hosts of the demo in their mesh, built step by step.
 *
 * @param web runs {@code clock}, which stands in the static file
 * @param store runs {@code hello}, which is registered in Consul
 */
record DemoMesh(Mesh mesh, Member web, Member store, int clockPort, int helloPort) {

  static final String HELLO = "hello.service.consul";
  static final String CLOCK = "clock.internal";

  static DemoMesh start(HostNetwork network, Terminal terminal) {
    Host center = network.host("mesh");
    Host registry = network.host("consul");
    Host webHost = network.host("web");
    Host storeHost = network.host("store");
    ConsulServer consul =
        terminal.step("a real Consul on host consul", () -> ConsulServer.start(registry));
    Mesh mesh =
        terminal.step(
            "registry bridge and control plane on host mesh",
            () -> Mesh.start(network, center, consul));
    int clockPort = webHost.isIsolated() ? 8090 : FreePorts.on(webHost, 1).getFirst();
    int helloPort = storeHost.isIsolated() ? 8080 : FreePorts.on(storeHost, 1).getFirst();
    terminal.step(
        "two plain HTTP services: hello in Consul, clock in the static file",
        () -> {
          EchoService.http(storeHost, "hello", helloPort);
          EchoService.http(webHost, "clock", clockPort);
          consul.catalog().register("hello", storeHost, helloPort, true);
          mesh.services().add(CLOCK, clockPort, "http", webHost.address());
        });
    Member web = terminal.step("host web joins by a one-time token", () -> mesh.join(webHost));
    Member store =
        terminal.step("host store joins by a one-time token", () -> mesh.join(storeHost));
    terminal.step(
        webHost.isIsolated()
            ? "on both hosts: agent, Envoy, capture rules, DNS"
            : "on both hosts: agent, Envoy with explicit listeners",
        () -> {
          web.agent().awaitReady();
          store.agent().awaitReady();
        });
    return new DemoMesh(mesh, web, store, clockPort, helloPort);
  }
}
