package io.fairlead.benchmarks.harness;

import io.fairlead.api.fairlead.v1.CreateTokenResponse;
import io.fairlead.api.fairlead.v1.JoinRequest;
import io.fairlead.api.fairlead.v1.JoinResponse;
import io.fairlead.api.fairlead.v1.JoinServiceGrpc;
import io.fairlead.pki.Csr;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PinnedTrust;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.PublicKeyHash;
import io.fairlead.pki.SpiffeTrust;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The certificate of the simulated proxies, got as any host gets one: by redeeming a token. */
record Membership(Path authority, Path certificate, Path key) {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("x-mesh-join-token", Metadata.ASCII_STRING_MARSHALLER);

  static Membership join(String host, int port, CreateTokenResponse ticket, Path directory) {
    KeyPair pair = PrivateKeys.generate();
    PinnedTrust trust =
        SpiffeTrust.pinned(
            PublicKeyHash.parse(ticket.getCaHash()),
            id -> id.serviceAccount().equals("fairlead-control-plane"),
            Clock.systemUTC());
    try {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(host, port)
              .sslContext(
                  GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                      .trustManager(trust)
                      .build())
              .build();
      try {
        return write(directory, pair, redeem(channel, ticket.getToken(), pair));
      } finally {
        channel.shutdownNow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("joining the mesh that is measured", e);
    }
  }

  private static JoinResponse redeem(ManagedChannel channel, String token, KeyPair pair) {
    Metadata headers = new Metadata();
    headers.put(TOKEN, token);
    return JoinServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .join(
            JoinRequest.newBuilder()
                .setCsr(Csr.create(pair))
                .setHostname("bench")
                .addAddresses("10.200.0.1")
                .setAgentVersion("bench")
                .build());
  }

  private static Membership write(Path directory, KeyPair pair, JoinResponse answer)
      throws IOException {
    List<String> chain = answer.getCertChainList();
    return new Membership(
        Files.writeString(directory.resolve("ca.pem"), chain.getLast()),
        Files.writeString(
            directory.resolve("cert.pem"), String.join("", chain.subList(0, chain.size() - 1))),
        Files.writeString(directory.resolve("key.pem"), Pem.encode(pair.getPrivate())));
  }
}
