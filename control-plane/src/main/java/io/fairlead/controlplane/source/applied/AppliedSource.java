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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    Optional<IstioResource> before = store.read(COLLECTION, key).flatMap(this::single);
    IstioResource next = dated(resource, before);
    if (before.isPresent() && IstioYaml.write(before.get()).equals(IstioYaml.write(next))) {
      return Change.UNCHANGED;
    }
    ByteString text = ByteString.copyFromUtf8(IstioYaml.write(next));
    store.write(COLLECTION, key, text, StateStore.ANY);
    sink().changed(this, new ConfigChange(List.of(next), List.of()));
    return before.isPresent() ? Change.CONFIGURED : Change.CREATED;
  }

  /** Whether it had been applied. */
  public boolean delete(ResourceId id) {
    boolean existed = store.delete(COLLECTION, key(id), StateStore.ANY);
    if (existed) {
      sink().changed(this, new ConfigChange(List.of(), List.of(id)));
    }
    return existed;
  }

  /** The first application dates a resource: precedence goes by it. */
  private IstioResource dated(IstioResource resource, Optional<IstioResource> before) {
    Metadata given = resource.metadata();
    Metadata dated =
        new Metadata(
            given.labels(),
            given.annotations(),
            before
                .map(earlier -> earlier.metadata().created())
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS)),
            SourceLocation.ofFile(name()));
    return new IstioResource(resource.kind(), resource.name(), dated, resource.spec());
  }

  private Optional<IstioResource> single(StateStore.Entry entry) {
    return parse(entry).values().stream().findFirst();
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
