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

/** All that proxies of one shape need, made from nothing: the time by the size of the mesh. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TranslationBenchmark {

  @Param({"10", "1000", "10000"})
  public int services;

  private MeshState mesh = Meshes.of(0);

  @Setup(Level.Trial)
  public void build() {
    mesh = Meshes.of(services);
  }

  /** With a cache that knows nothing, so that every resource is built and serialised. */
  @Benchmark
  public Outbound everythingFromNothing() {
    Translator translator = new Translator(new BoundedResourceCache(256L << 20));
    return translator.outbound(MeshView.of(mesh), ProxyTraits.of(mesh, Meshes.proxy()));
  }
}
