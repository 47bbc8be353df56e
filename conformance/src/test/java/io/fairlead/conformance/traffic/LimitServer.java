package io.fairlead.conformance.traffic;

import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitRequest;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.Code;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitServiceGrpc.RateLimitServiceImplBase;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A service that counts for proxies. It lets through as many requests as the domain says in its
 * last part, such as two of {@code shop/2}, for each text of entries.
 */
final class LimitServer implements AutoCloseable {

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final List<Server> servers = new ArrayList<>();

  int start() {
    try {
      Server server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(new Counting())
              .build()
              .start();
      servers.add(server);
      return server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException("starting a rate limit service", e);
    }
  }

  private final class Counting extends RateLimitServiceImplBase {
    @Override
    public void shouldRateLimit(
        RateLimitRequest request, StreamObserver<RateLimitResponse> answers) {
      int most =
          Integer.parseInt(request.getDomain().substring(request.getDomain().indexOf('/') + 1));
      int count = counts.merge(request.getDomain() + " " + entries(request), 1, Integer::sum);
      answers.onNext(
          RateLimitResponse.newBuilder()
              .setOverallCode(count <= most ? Code.OK : Code.OVER_LIMIT)
              .build());
      answers.onCompleted();
    }
  }

  private static String entries(RateLimitRequest request) {
    return request.getDescriptorsList().stream()
        .flatMap(descriptor -> descriptor.getEntriesList().stream())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    servers.forEach(Server::shutdownNow);
  }
}
