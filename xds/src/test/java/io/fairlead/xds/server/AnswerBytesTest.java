package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Worlds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerBytesTest {

  private static final Resource ONE = Worlds.resource("one@7");
  private static final Resource TWO = Worlds.resource("two");

  private static Answer answer(List<String> removed) {
    return new Answer(ResourceType.CLUSTER, "a1", "0123", List.of(ONE, TWO), removed);
  }

  private static byte[] drained(StreamState.Mode mode, Answer answer) throws IOException {
    AnswerBytes bytes = AnswerBytes.of(mode, answer);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(bytes.available()).isEqualTo(bytes.size());
    assertThat(bytes.drainTo(out)).isEqualTo(out.size()).isEqualTo(bytes.size());
    assertThat(bytes.available()).isZero();
    return out.toByteArray();
  }

  private static DeltaDiscoveryResponse delta() {
    DeltaDiscoveryResponse.Builder delta =
        DeltaDiscoveryResponse.newBuilder()
            .setSystemVersionInfo("0123")
            .setTypeUrl(ResourceType.CLUSTER.url())
            .setNonce("a1")
            .addAllRemovedResources(List.of("three", "four"));
    for (Resource resource : List.of(ONE, TWO)) {
      delta.addResources(
          io.envoyproxy.envoy.service.discovery.v3.Resource.newBuilder()
              .setName(resource.name())
              .setVersion(resource.version())
              .setResource(resource.body()));
    }
    return delta.build();
  }

  @Test
  void isTheDeltaMessage() throws IOException {
    assertThat(drained(StreamState.Mode.DELTA, answer(List.of("three", "four"))))
        .isEqualTo(delta().toByteArray());
  }

  @Test
  void isTheStateOfTheWorldMessage() throws IOException {
    assertThat(drained(StreamState.Mode.STATE_OF_THE_WORLD, answer(List.of())))
        .isEqualTo(
            DiscoveryResponse.newBuilder()
                .setVersionInfo("0123")
                .addResources(ONE.body())
                .addResources(TWO.body())
                .setTypeUrl(ResourceType.CLUSTER.url())
                .setNonce("a1")
                .build()
                .toByteArray());
  }

  @Test
  void canBeReadByteByByteToo() throws IOException {
    AnswerBytes bytes = AnswerBytes.of(StreamState.Mode.DELTA, answer(List.of("three", "four")));
    byte[] expected = delta().toByteArray();
    assertThat(bytes.read()).isEqualTo(expected[0]);
    assertThat(bytes.available()).isEqualTo(expected.length - 1);
    assertThat(bytes.readAllBytes()).hasSize(expected.length - 1);
  }

  @Test
  void handsTheSharedArraysOnAsTheyAre() throws IOException {
    List<byte[]> written = new ArrayList<>();
    AnswerBytes.of(StreamState.Mode.DELTA, answer(List.of()))
        .drainTo(
            new OutputStream() {
              @Override
              public void write(int ignored) {
                throw new AssertionError("written byte by byte");
              }

              @Override
              public void write(byte[] bytes, int offset, int length) {
                written.add(bytes);
              }
            });
    assertThat(written).hasSize(4);
    assertThat(written.get(1)).isSameAs(ONE.encoding().bytes());
    assertThat(written.get(2)).isSameAs(TWO.encoding().bytes());
  }

  @Test
  void versionsByContentWhateverTheOrder() {
    Draft one = new Draft(List.of(ONE, TWO), List.of(), List.of(), Behind.NOTHING, true);
    Draft other = new Draft(List.of(TWO, ONE), List.of(), List.of(), Behind.NOTHING, true);
    Draft less = new Draft(List.of(ONE), List.of("two"), List.of(), Behind.NOTHING, true);
    String version = Answer.of(ResourceType.CLUSTER, "1", one).version();
    assertThat(Answer.of(ResourceType.CLUSTER, "2", other).version()).isEqualTo(version);
    assertThat(Answer.of(ResourceType.CLUSTER, "1", less).version()).isNotEqualTo(version);
  }
}
