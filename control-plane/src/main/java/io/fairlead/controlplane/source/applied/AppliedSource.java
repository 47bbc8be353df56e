package io.fairlead.controlplane.source.applied;

import com.google.protobuf.ByteString;
import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Resources that operators applied: kept in the state store, one YAML document each. */
public final class AppliedSource implements ConfigSource {

  private static final String COLLECTION = "applied";

  /** What applying a resource did. */
  public enum Change {
    CREATED,
    CONFIGURED,
    UNCHANGED
  }

  private final StateStore store;
  private final InstantSource clock;
  private final AtomicReference<Optional<ConfigSink>> started =
      new AtomicReference<>(Optional.empty());

  /** When each resource that is here was first applied, by its key in the store. */
  private final Map<String, Instant> created = new ConcurrentHashMap<>();

  public AppliedSource(StateStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "applied";
  }

  @Override
  public void start(ConfigSink sink) {
    started.set(Optional.of(sink));
    List<IstioResource> resources = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (StateStore.Entry entry : store.list(COLLECTION)) {
      Parsed<IstioResource> parsed = parse(entry);
      resources.addAll(parsed.values());
      parsed.values().forEach(known -> created.put(entry.key(), known.metadata().created()));
      problems.addAll(parsed.problems());
    }
    sink.changed(this, new ConfigChange(resources, List.of()));
    sink.problems(this, problems);
    sink.connection(this, true, "");
    sink.synced(this);
  }

  /** Stores a resource and tells the mesh, in this order: what is acknowledged is kept. */
  public Change apply(IstioResource resource) {
    String key = key(ResourceId.of(resource));
    Optional<ByteString> before = store.read(COLLECTION, key).map(StateStore.Entry::value);
    IstioResource next = dated(resource, key);
    ByteString text = ByteString.copyFromUtf8(IstioYaml.write(next));
    if (before.isPresent() && before.get().equals(text)) {
      return Change.UNCHANGED;
    }
    store.write(COLLECTION, key, text, StateStore.ANY);
    created.put(key, next.metadata().created());
    sink().changed(this, new ConfigChange(List.of(next), List.of()));
    return before.isPresent() ? Change.CONFIGURED : Change.CREATED;
  }

  /** Whether it had been applied. */
  public boolean delete(ResourceId id) {
    boolean existed = store.delete(COLLECTION, key(id), StateStore.ANY);
    if (existed) {
      created.remove(key(id));
      sink().changed(this, new ConfigChange(List.of(), List.of(id)));
    }
    return existed;
  }

  /** The first application dates a resource: precedence goes by it. */
  private IstioResource dated(IstioResource resource, String key) {
    Instant known = created.get(key);
    Metadata given = resource.metadata();
    Metadata dated =
        new Metadata(
            given.labels(),
            given.annotations(),
            known == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : known,
            SourceLocation.ofFile(name()));
    return new IstioResource(resource.kind(), resource.name(), dated, resource.spec());
  }

  private static Parsed<IstioResource> parse(StateStore.Entry entry) {
    return IstioYaml.read("applied:" + entry.key(), entry.value().toStringUtf8());
  }

  private ConfigSink sink() {
    return started
        .get()
        .orElseThrow(() -> new IllegalStateException("resources are applied after the start"));
  }

  private static String key(ResourceId id) {
    return id.kind() + "/" + id.name();
  }

  @Override
  public void close() {
    started.set(Optional.empty());
  }
}
