package io.fairlead.benchmarks.jmh;

import io.fairlead.model.MeshState;
import io.fairlead.translation.BoundedResourceCache;
import io.fairlead.translation.Outbound;
import io.fairlead.translation.Translator;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one changed endpoint costs before it reaches a stream, by the size of the mesh. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MeshBenchmark {

  @Param({"1000", "5000"})
  public int services;

  private final Translator translator = new Translator(new BoundedResourceCache(64L << 20));
  private MeshState mesh = Meshes.of(0);
  private MeshView view = MeshView.of(mesh);
  private Outbound outbound = translator.outbound(view, ProxyTraits.of(mesh, Meshes.proxy()));
  private int change;

  @Setup(Level.Trial)
  public void build() {
    mesh = Meshes.of(services);
    view = MeshView.of(mesh);
    outbound = translator.outbound(view, ProxyTraits.of(mesh, Meshes.proxy()));
  }

  @Benchmark
  public MeshState stateAfterAnEndpointChange() {
    change++;
    return mesh.with(Meshes.service(change % services, change));
  }

  /** State included, since each change needs one. */
  @Benchmark
  public Outbound translationAfterAnEndpointChange() {
    change++;
    mesh = mesh.with(Meshes.service(change % services, change / services + 1));
    view = view.at(mesh);
    outbound = translator.next(outbound, view);
    return outbound;
  }
}
