package io.fairlead.testenv;

import io.fairlead.testenv.mesh.Member;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import java.util.TreeMap;

/** How often the endpoints of a cluster have changed, by each Envoy's own count. */
final class EndpointChanges {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int MARKER_PORT = 7000;

  private EndpointChanges() {}

  /** Endpoints and number of changes, by host and cluster. */
  static TreeMap<String, String> of(StoryMesh mesh) {
    TreeMap<String, String> changes = new TreeMap<>();
    for (Member member : mesh.members()) {
      for (String cluster :
          new String[] {
            StoryMesh.cluster(StoryMesh.HELLO, StoryMesh.HELLO_PORT),
            StoryMesh.cluster(StoryMesh.HALF, StoryMesh.HALF_PORT),
            StoryMesh.cluster(StoryMesh.CLOCK, StoryMesh.CLOCK_PORT)
          }) {
        changes.put(
            member.host().name() + " " + cluster,
            "%s, %d changes"
                .formatted(
                    member.envoy().endpoints(cluster),
                    member.envoy().stat("cluster." + cluster + ".membership_change")));
      }
    }
    return changes;
  }

  /**
   * Registers something new in Consul and waits until it has arrived at every Envoy, behind every
   * change before it.
   */
  static void awaitFlow(StoryMesh mesh) {
    String marker = "marker-" + System.nanoTime();
    String cluster = StoryMesh.cluster(marker + ".service.consul", MARKER_PORT);
    mesh.catalog().register(marker, mesh.plain(), MARKER_PORT, true);
    try {
      Waiting.until(
          "a new service to arrive at every Envoy",
          SOON,
          () ->
              mesh.members().stream()
                  .noneMatch(member -> member.envoy().endpoints(cluster).isEmpty()));
    } finally {
      mesh.catalog().deregister(marker, mesh.plain());
    }
  }
}
