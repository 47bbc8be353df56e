package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshDifference;
import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.InboundPort;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.OwnServices;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A place that serves and takes no calls: its own proxy knows what it serves, and no caller it. */
class UncalledEndpointTest {

  private static final String ADDRESS = "10.0.0.1";

  private final MeshState called =
      MeshYaml.mesh(
          """
          services:
          - {host: web.mesh, ports: ["http:80/HTTP"], endpoints: [{address: 10.0.0.1}]}
          """);
  private final Service web = called.services().iterator().next();
  private final MeshState uncalled = called.with(with(Endpoint.at(ADDRESS).uncalled()));

  private Service with(Endpoint... endpoints) {
    return new Service(
        web.resource(),
        web.host(),
        web.addresses(),
        web.ports(),
        Discovery.of(List.of(endpoints)),
        web.exportTo());
  }

  @Test
  void itsOwnProxyServesIt() {
    assertThat(ports(uncalled)).isEqualTo(ports(called)).hasSize(1);
    assertThat(ports(called.with(with()))).isEmpty();
  }

  @Test
  void noCallerIsToldOfIt() {
    assertThat(uncalled.endpointsOf(uncalled.services(web.host()).iterator().next())).isEmpty();
  }

  @Test
  void noCallerKnowsTheNameOfAnEndpointThatIsNotCalled() {
    Endpoint named =
        new Endpoint(ADDRESS, Map.of(), Labels.NONE, Placement.UNKNOWN.named("web-0"), 1, "");
    assertThat(callee(named).names()).containsOnlyKeys("web-0");
    assertThat(callee(named.uncalled()).names()).isEmpty();
  }

  private Callee callee(Endpoint endpoint) {
    Service headless =
        new Service(
            web.resource(),
            web.host(),
            List.of(),
            web.ports(),
            new Discovery(
                Resolution.NONE,
                false,
                List.of(endpoint),
                Labels.NONE,
                List.of(),
                Registry.KUBERNETES),
            web.exportTo());
    return Objects.requireNonNull(MeshView.of(called.with(headless)).services().get(headless.key()))
        .callee();
  }

  @Test
  void itsProxyIsToldWhenItComesOrGoes() {
    MeshState without = called.with(with());
    assertThat(MeshDifference.between(without, uncalled).addresses()).containsExactly(ADDRESS);
    assertThat(MeshDifference.between(uncalled, without).addresses()).containsExactly(ADDRESS);
  }

  private static List<InboundPort> ports(MeshState mesh) {
    Proxy proxy =
        new Proxy(
            "sidecar~web",
            new Proxy.Identity("demo", "web"),
            List.of(ADDRESS),
            Labels.NONE,
            Placement.UNKNOWN,
            new Interception.Redirect());
    return OwnServices.of(mesh, proxy).ports();
  }
}
