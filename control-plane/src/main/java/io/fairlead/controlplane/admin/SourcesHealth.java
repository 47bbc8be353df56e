package io.fairlead.controlplane.admin;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.state.SourceState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready once every source has told everything it has; what is wrong later does not unmake that. */
public final class SourcesHealth implements HealthIndicator {

  private final MeshStateStore states;

  /** Reads the given states whenever somebody asks. */
  public SourcesHealth(MeshStateStore states) {
    this.states = states;
  }

  @Override
  public Health health() {
    Health.Builder health = states.isSynced() ? Health.up() : Health.outOfService();
    for (SourceState source : states.sources()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("synced", source.isSynced());
      facts.put("connected", source.isConnected());
      facts.put("error", source.error());
      facts.put("problems", source.problems().stream().map(Object::toString).toList());
      health.withDetail(source.name(), facts);
    }
    return health.build();
  }
}
