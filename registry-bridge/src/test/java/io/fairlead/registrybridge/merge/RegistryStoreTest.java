package io.fairlead.registrybridge.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.registrybridge.source.Condition;
import io.fairlead.registrybridge.source.SourceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

final class RegistryStoreTest {

  private static final Condition CURRENT = new Condition.Current();
  private static final Condition UNSYNCED = new Condition.Unsynced("refused");

  private final List<String> merged = new ArrayList<>();
  private final RegistryStore store =
      new RegistryStore(
          List.of("a", "b"),
          (changed, removed) -> {
            TreeSet<String> hosts = new TreeSet<>();
            changed.forEach(each -> hosts.add(each.host() + "=" + each.endpoints().size()));
            merged.add(hosts + " -" + removed);
          });

  private static SourceReport report(Condition condition, String... hosts) {
    PMap<ServiceHost, Service> services = HashTreePMap.empty();
    for (String host : hosts) {
      services =
          services.plus(
              new ServiceHost(host),
              new Service(
                  new ResourceName("x", host),
                  new ServiceHost(host),
                  List.of(),
                  List.of(ServicePort.of(80, "tcp", Protocol.TCP)),
                  Discovery.of(List.of(Endpoint.at("10.0.0." + services.size()))),
                  List.of()));
    }
    return new SourceReport(condition, services, services.keySet(), List.of());
  }

  @Test
  void mergesNothingBeforeEverySourceHasSynced() {
    store.reported("a", report(CURRENT, "web"));
    store.reported("b", report(UNSYNCED));
    assertThat(merged).isEmpty();
    assertThat(store.isComplete()).isFalse();
    store.reported("b", report(CURRENT, "db"));
    assertThat(merged).containsExactly("[db=1, web=1] -[]");
    assertThat(store.isComplete()).isTrue();
  }

  @Test
  void tellsOfEmptySourcesToo() {
    store.reported("a", report(CURRENT));
    store.reported("b", report(CURRENT));
    assertThat(merged).containsExactly("[] -[]");
  }

  @Test
  void mergesOnlyWhatChanged() {
    store.reported("a", report(CURRENT, "web"));
    store.reported("b", report(CURRENT));
    merged.clear();
    store.reported("b", report(CURRENT, "db"));
    store.reported(
        "b", new SourceReport(CURRENT, report(CURRENT, "db").services(), Set.of(), List.of()));
    assertThat(merged).containsExactly("[db=1] -[]");
  }

  @Test
  void removesAHostOnlyWhenNoSourceHasIt() {
    store.reported("a", report(CURRENT, "web"));
    store.reported("b", report(CURRENT, "web"));
    merged.clear();
    Set<ServiceHost> web = Set.of(new ServiceHost("web"));
    store.reported("a", new SourceReport(CURRENT, HashTreePMap.empty(), web, List.of()));
    store.reported("b", new SourceReport(CURRENT, HashTreePMap.empty(), web, List.of()));
    assertThat(merged).containsExactly("[web=1] -[]", "[] -[web]");
  }

  @Test
  void keepsServingASourceThatBecameStale() {
    store.reported("a", report(CURRENT, "web"));
    store.reported("b", report(CURRENT));
    merged.clear();
    Condition stale = new Condition.Stale(Instant.EPOCH, "refused");
    store.reported(
        "a", new SourceReport(stale, report(CURRENT, "web").services(), Set.of(), List.of()));
    assertThat(merged).isEmpty();
    assertThat(store.isComplete()).isTrue();
  }

  @Test
  void countsHowOftenASourceBecameUnreadable() {
    store.reported("a", report(UNSYNCED));
    store.reported("a", report(UNSYNCED));
    store.reported("a", report(CURRENT));
    store.reported("a", report(UNSYNCED));
    assertThat(store.statuses().getFirst().failures()).isEqualTo(2);
  }

  @Test
  void refusesASourceThatNobodyConfigured() {
    assertThatThrownBy(() -> store.reported("c", report(CURRENT)))
        .isInstanceOf(IllegalStateException.class);
  }
}
