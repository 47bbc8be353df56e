package io.fairlead.benchmarks.jmh;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.DiscoveryService;
import io.grpc.ServerServiceDefinition;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one stream costs: a changed resource, a resume, and a whole answer as bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StreamBenchmark {

  private static final int NAMES = 1_000;
  private static final ResourceType TYPE = ResourceType.ENDPOINT;
  private static final ByteString BODY = ByteString.copyFrom(new byte[450]);

  private final Owner owner = new Owner(Snapshot.EMPTY);
  private final ServerServiceDefinition service =
      new DiscoveryService(_ -> "bench", owner, Set.of()).bindService();
  private SharedMap<String, Resource> resources = SharedMap.hashed();
  private Call.Open stream = Call.Open.on(service);
  private DeltaDiscoveryRequest fresh = DeltaDiscoveryRequest.getDefaultInstance();
  private DeltaDiscoveryRequest knowing = fresh;
  private int change;

  @Setup(Level.Trial)
  public void open() {
    DeltaDiscoveryRequest.Builder request =
        DeltaDiscoveryRequest.newBuilder()
            .setNode(Node.newBuilder().setId("bench"))
            .setTypeUrl(TYPE.url());
    DeltaDiscoveryRequest.Builder held = request.clone();
    for (int i = 0; i < NAMES; i++) {
      Resource resource = resource(i, 0);
      resources = resources.plus(resource.name(), resource);
      request.addResourceNamesSubscribe(resource.name());
      held.addResourceNamesSubscribe(resource.name());
      held.putInitialResourceVersions(resource.name(), resource.version());
    }
    fresh = request.build();
    knowing = held.build();
    stream = Call.Open.on(service);
    stream.ask(fresh);
    owner.offer(Snapshot.EMPTY.with(TYPE, resources));
    acknowledge();
  }

  private static Resource resource(int number, int version) {
    return Resource.of(
        "outbound|8080||s%05d.bench.mesh".formatted(number),
        Integer.toHexString(version),
        TYPE.url(),
        BODY);
  }

  private void acknowledge() {
    DeltaDiscoveryRequest word =
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(TYPE.url())
            .setResponseNonce(stream.call().answer().getNonce())
            .build();
    stream.call().forget();
    stream.ask(word);
  }

  /** Offer, answer as bytes, and the client's word on it. */
  @Benchmark
  public int anEndpointChange() {
    change++;
    Resource changed = resource(change % NAMES, change);
    resources = resources.plus(changed.name(), changed);
    owner.offer(Snapshot.EMPTY.with(TYPE, resources));
    int bytes = stream.call().bytes();
    acknowledge();
    return bytes;
  }

  /** A client comes back with a thousand versions, all of them current. */
  @Benchmark
  public int resumeOfAThousandNames() {
    Call.Open resumed = Call.Open.on(service);
    resumed.ask(knowing);
    int bytes = resumed.call().bytes();
    resumed.client().onCancel();
    return bytes;
  }

  /** A client comes with nothing: a thousand resources are marshalled. */
  @Benchmark
  public int aThousandNamesToANewClient() {
    Call.Open opened = Call.Open.on(service);
    opened.ask(fresh);
    int bytes = opened.call().bytes();
    opened.client().onCancel();
    return bytes;
  }
}
