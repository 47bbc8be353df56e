package io.fairlead.xds.client;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.concurrent.TimeUnit;

/** Channels on which discovery streams live: large answers, and a dead peer found within 40 s. */
public final class Channels {

  /** gRPC's own limit of 4 MiB is less than one large mesh. */
  private static final int LARGEST_ANSWER = 64 << 20;

  private Channels() {}

  /** Without TLS: for the loopback interface and for networks that are trusted otherwise. */
  public static ManagedChannel plaintext(String host, int port) {
    ManagedChannelBuilder<?> channel =
        Grpc.newChannelBuilderForAddress(host, port, InsecureChannelCredentials.create());
    tune(channel);
    return channel.build();
  }

  /** Sets on a channel of any kind what discovery streams need. */
  public static void tune(ManagedChannelBuilder<?> channel) {
    channel
        .maxInboundMessageSize(LARGEST_ANSWER)
        .keepAliveTime(30, TimeUnit.SECONDS)
        .keepAliveTimeout(10, TimeUnit.SECONDS);
  }
}
