package io.fairlead.vmagent.xdsproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamsTest {

  private static final List<String> THREE = List.of("a:1", "b:1", "c:1");

  private final ManagedChannel channel =
      ManagedChannelBuilder.forTarget("dns:///localhost:1").build();

  @AfterEach
  void stop() {
    channel.shutdownNow();
  }

  private Upstreams begun(Random random) {
    return new Upstreams(THREE, target -> channel, random);
  }

  @Test
  void hostsBeginWithDifferentControlPlanes() {
    Set<String> first = new TreeSet<>();
    for (int seed = 0; seed < 40; seed++) {
      first.add(begun(new Random(seed)).next().target());
    }
    assertThat(first).containsExactlyElementsOf(THREE);
  }

  @Test
  void staysWithTheOneThatWorksAndGoesRoundAfterFailures() {
    Upstreams upstreams = begun(new Random(1));
    Upstreams.Upstream first = upstreams.next();
    assertThat(upstreams.next().target()).isEqualTo(first.target());
    Set<String> asked = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      Upstreams.Upstream next = upstreams.next();
      asked.add(next.target());
      upstreams.failed(next);
    }
    assertThat(asked).containsExactlyElementsOf(THREE);
    assertThat(upstreams.next().target()).isEqualTo(first.target());
  }

  @Test
  void streamsThatFailTogetherMoveOnByOne() {
    Upstreams upstreams = begun(new Random(1));
    Upstreams.Upstream one = upstreams.next();
    Upstreams.Upstream other = upstreams.next();
    upstreams.failed(one);
    String after = upstreams.next().target();
    upstreams.failed(other);
    assertThat(upstreams.next().target()).isEqualTo(after).isNotEqualTo(one.target());
  }

  @Test
  void aFailureIsNewsOncePerAnswer() {
    Upstreams upstreams = begun(new Random(1));
    Upstreams.Upstream one = upstreams.next();
    assertThat(upstreams.failed(one)).isTrue();
    assertThat(upstreams.failed(one)).isFalse();
    upstreams.answered(one);
    assertThat(upstreams.failed(one)).isTrue();
  }
}
