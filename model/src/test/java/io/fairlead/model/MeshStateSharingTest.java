package io.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a change costs, counted in allocated bytes: a copy of the mesh would show as bytes in
 * proportion to its size, a shared state as a path through each persistent map.
 */
class MeshStateSharingTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void changingOneServiceCostsTheSameInASmallMeshAndInALargeOne() {
    long small = bytesOfOneChange(mesh(1_000));
    long large = bytesOfOneChange(mesh(10_000));
    assertThat(small).isLessThan(32_000);
    assertThat(large).isLessThan(small * 2);
  }

  @Test
  void whatDidNotChangeIsTheSameObject() {
    MeshState before = mesh(1_000);
    MeshState after = before.with(service(500, "10.9.9.9"));
    for (int i = 0; i < 1_000; i++) {
      Service.Key key = service(i, "").key();
      if (i != 500) {
        assertThat(after.service(key).orElseThrow()).isSameAs(before.service(key).orElseThrow());
      }
    }
  }

  private static long bytesOfOneChange(MeshState state) {
    Service[] changed = new Service[40];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = service(i * 20, "10.9.9." + i);
    }
    state.with(changed[0]);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (Service service : changed) {
      state.with(service);
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / changed.length;
  }

  private static MeshState mesh(int services) {
    MeshState state = MeshState.empty(MeshSettings.STANDARD);
    for (int i = 0; i < services; i++) {
      state = state.with(service(i, "10.0." + i / 250 + "." + i % 250));
    }
    return state;
  }

  private static Service service(int number, String address) {
    return new Service(
        new ResourceName("demo", "s" + number),
        ServiceHost.parse("s" + number + ".demo.mesh"),
        List.of(),
        List.of(ServicePort.of(80, "http", Protocol.HTTP)),
        Discovery.of(address.isEmpty() ? List.of() : List.of(Endpoint.at(address))),
        List.of());
  }
}
