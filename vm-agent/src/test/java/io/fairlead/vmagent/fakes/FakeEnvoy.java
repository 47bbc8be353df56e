package io.fairlead.vmagent.fakes;

import io.fairlead.vmagent.transport.EventLoops;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** The proxy's end of a Unix socket. */
public final class FakeEnvoy implements AutoCloseable {

  public final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
  public final CompletableFuture<Status> ended = new CompletableFuture<>();

  private final ManagedChannel channel;
  private final ClientCall<byte[], byte[]> call;

  public FakeEnvoy(Path socket, EventLoops loops, MethodDescriptor<byte[], byte[]> method) {
    channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
            .channelType(EpollDomainSocketChannel.class)
            .eventLoopGroup(loops.group())
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build();
    call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] message) {
            answers.add(message);
            call.request(1);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(1);
  }

  public void send(byte[] message) {
    call.sendMessage(message);
  }

  public byte[] next() {
    try {
      byte[] message = answers.poll(30, TimeUnit.SECONDS);
      Assertions.assertThat(message).as("a message within 10 s").isNotNull();
      return message;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
