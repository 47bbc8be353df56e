package io.fairlead.benchmarks.simulator;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens one TCP connection a proxy, all on one event loop. */
final class Connections {

  private static final int LARGEST_ANSWER = 512 << 20;

  private final Options options;
  private final EventLoopGroup loop;
  private final List<SslContext> identities;
  private final Metadata headers = new Metadata();

  Connections(Options options, EventLoopGroup loop) {
    this.options = options;
    this.loop = loop;
    this.identities = identities(options.identity());
    options
        .identity()
        .token()
        .ifPresent(
            file ->
                headers.put(
                    Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                    "Bearer " + read(file).strip()));
  }

  ManagedChannel open(int index) {
    Options.Target target = options.target();
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(new InetSocketAddress(target.host(), target.port()))
            .overrideAuthority(target.serverName() + ":" + target.port())
            .eventLoopGroup(loop)
            .channelType(EpollSocketChannel.class)
            .flowControlWindow(target.window())
            .maxInboundMessageSize(LARGEST_ANSWER)
            .disableRetry()
            .directExecutor();
    if (identities.isEmpty()) {
      builder.usePlaintext();
    } else {
      builder.sslContext(identities.get(index % identities.size()));
    }
    return builder.build();
  }

  Metadata headers() {
    Metadata copy = new Metadata();
    copy.merge(headers);
    return copy;
  }

  private static List<SslContext> identities(Options.Identity identity) {
    if (identity.authority().isEmpty()) {
      return List.of();
    }
    File authority = identity.authority().get().toFile();
    List<SslContext> found = new ArrayList<>();
    if (identity.certificate().isEmpty()) {
      found.add(context(authority, Optional.empty()));
    } else {
      String certificate = identity.certificate().get();
      String key = identity.key().orElse(certificate);
      do {
        KeyPairFiles files =
            new KeyPairFiles(numbered(certificate, found.size()), numbered(key, found.size()));
        found.add(context(authority, Optional.of(files)));
      } while (certificate.contains("%d")
          && Files.exists(numbered(certificate, found.size()).toPath()));
    }
    return List.copyOf(found);
  }

  private record KeyPairFiles(File certificate, File key) {}

  private static File numbered(String path, int number) {
    return new File(path.replace("%d", Integer.toString(number)));
  }

  /** BoringSSL where it loads: its handshakes cost the shared cores less than the JDK's. */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
  private static SslContext context(File authority, Optional<KeyPairFiles> own) {
    SslContextBuilder builder = SslContextBuilder.forClient().trustManager(authority);
    own.ifPresent(files -> builder.keyManager(files.certificate(), files.key()));
    try {
      return GrpcSslContexts.configure(
              builder, OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("preparing TLS with " + authority, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
