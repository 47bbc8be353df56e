package io.fairlead.controlplane.ca;

import io.fairlead.controlplane.caller.Loopback;
import io.fairlead.controlplane.store.SqliteStore;
import io.fairlead.testing.FakeClock;
import java.time.Duration;

/** An authority in memory with everything that issuing needs. */
public record TestAuthority(
    FakeClock clock,
    SqliteStore store,
    MeshAuthority authority,
    IssuanceLog log,
    CertificateIssuer issuer)
    implements AutoCloseable {

  public static TestAuthority create() {
    FakeClock clock = FakeClock.at("2026-11-22T10:00:00Z");
    SqliteStore store = SqliteStore.inMemory();
    var authority = MeshAuthority.loadOrCreate(store, Loopback.DOMAIN, clock);
    var log = new IssuanceLog(store, clock);
    var lifetimes = new Lifetimes(Duration.ofHours(24), Duration.ofDays(90));
    return new TestAuthority(
        clock, store, authority, log, new CertificateIssuer(authority, log, lifetimes));
  }

  @Override
  public void close() {
    store.close();
  }
}
