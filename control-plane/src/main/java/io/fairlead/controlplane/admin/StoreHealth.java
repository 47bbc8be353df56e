package io.fairlead.controlplane.admin;

import io.fairlead.controlplane.store.WriteBehind;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the disk takes no changes: hosts are served, and a restart would forget some. */
public final class StoreHealth implements HealthIndicator {

  private final WriteBehind records;

  /** Asks the given writer whenever somebody asks. */
  public StoreHealth(WriteBehind records) {
    this.records = records;
  }

  @Override
  public Health health() {
    Optional<String> trouble = records.trouble();
    Health.Builder health = trouble.isEmpty() ? Health.up() : Health.down();
    trouble.ifPresent(error -> health.withDetail("error", error));
    return health.withDetail("waiting", records.waiting()).build();
  }
}
