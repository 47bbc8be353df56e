package io.fairlead.xds.server;

import static io.fairlead.xds.ResourceType.CLUSTER;
import static io.fairlead.xds.ResourceType.ENDPOINT;
import static io.fairlead.xds.ResourceType.LISTENER;
import static io.fairlead.xds.ResourceType.ROUTE;
import static io.fairlead.xds.ResourceType.SECRET;
import static io.fairlead.xds.Worlds.with;
import static io.fairlead.xds.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.StreamEvent.Word;
import io.fairlead.xds.server.StreamEvent.WorldAsked;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorldStreamTest {

  private static final ResourceType ENTRY = new ResourceType("networking.istio.io/v1/ServiceEntry");

  private final Talk talk = Talk.world();

  @Test
  void sendsTheFullSetAtEveryChange() {
    talk.offer(with(world(), ENTRY, "ns/a", "ns/b"));
    assertThat(talk.want(ENTRY)).containsExactly("ServiceEntry +ns/a@1 +ns/b@1");
    talk.accept(ENTRY);
    assertThat(talk.offer(with(world(), ENTRY, "ns/b", "ns/c@2")))
        .containsExactly("ServiceEntry +ns/b@1 +ns/c@2");
  }

  @Test
  void answersEveryTypeEmptyOrNotSpoken() {
    talk.offer(with(world(), ENTRY));
    assertThat(talk.want(ENTRY)).containsExactly("ServiceEntry");
    assertThat(talk.want(new ResourceType("core/v1alpha1/MeshConfig")))
        .containsExactly("MeshConfig");
  }

  @Test
  void sendsAnEmptySetWhenTheLastResourceLeaves() {
    talk.offer(with(world(), ENTRY, "ns/a"));
    talk.want(ENTRY);
    talk.accept(ENTRY);
    assertThat(talk.offer(with(world(), ENTRY))).containsExactly("ServiceEntry");
  }

  @Test
  void sendsNothingWhereNothingChanged() {
    talk.offer(with(world(), ENTRY, "ns/a"));
    talk.want(ENTRY);
    talk.accept(ENTRY);
    assertThat(talk.offer(with(world(), ENTRY, "ns/a"))).isEmpty();
  }

  @Test
  void versionsASetByItsContent() {
    talk.offer(with(world(), ENTRY, "ns/a"));
    talk.want(ENTRY);
    talk.accept(ENTRY);
    talk.offer(with(world(), ENTRY, "ns/a@2"));
    talk.accept(ENTRY);
    talk.offer(with(world(), ENTRY, "ns/a"));
    List<String> versions = talk.answers().stream().map(Answer::version).toList();
    assertThat(versions.get(0)).isEqualTo(versions.get(2)).isNotEqualTo(versions.get(1));
  }

  @Test
  void ignoresARequestWithAnOlderNonce() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.want(CLUSTER);
    talk.accept(CLUSTER);
    talk.offer(with(world(), CLUSTER, "a@2"));
    talk.word(CLUSTER, Word.accepts("1"));
    assertThat(talk.status(CLUSTER).isAcknowledged()).isFalse();
    talk.accept(CLUSTER);
    assertThat(talk.status(CLUSTER).isAcknowledged()).isTrue();
  }

  @Test
  void doesNotSendARefusedSetAgainUntilItChanges() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.want(CLUSTER);
    assertThat(talk.refuse(CLUSTER, "bad")).isEmpty();
    assertThat(talk.rejections()).hasSize(1);
    assertThat(talk.offer(with(world(), CLUSTER, "a@2"))).containsExactly("Cluster +a@2");
  }

  @Test
  void sendsOnlyTheEndpointsThatWereAskedForAndChanged() {
    talk.offer(with(world(), ENDPOINT, "a", "b", "c"));
    assertThat(talk.want(ENDPOINT, "a", "b")).containsExactly("ClusterLoadAssignment +a@1 +b@1");
    assertThat(talk.want(ENDPOINT, "a", "b", "c")).containsExactly("ClusterLoadAssignment +c@1");
    talk.accept(ENDPOINT);
    assertThat(talk.offer(with(world(), ENDPOINT, "a", "b@2", "c")))
        .containsExactly("ClusterLoadAssignment +b@2");
  }

  @Test
  void saysNothingOfNamesThatAreNotThereAndStallsNothing() {
    talk.offer(with(with(world(), ENDPOINT), LISTENER, "x"));
    assertThat(talk.want(ENDPOINT, "ghost")).isEmpty();
    assertThat(talk.want(ROUTE, "ghost")).isEmpty();
    assertThat(talk.want(LISTENER)).containsExactly("Listener +x@1");
    assertThat(talk.offer(with(with(world(), ENDPOINT, "ghost"), LISTENER, "x")))
        .containsExactly("ClusterLoadAssignment +ghost@1");
  }

  @Test
  void sendsAnAssignmentAgainThatWasGivenUpAndIsAskedForAgain() {
    talk.offer(with(world(), ENDPOINT, "a", "b"));
    talk.want(ENDPOINT, "a", "b");
    talk.want(ENDPOINT, "b");
    assertThat(talk.want(ENDPOINT, "a", "b")).containsExactly("ClusterLoadAssignment +a@1");
  }

  @Test
  void sendsAnAssignmentAgainThatWasGivenUpWhileAnAnswerWasOnItsWay() {
    talk.offer(with(world(), ENDPOINT, "a", "b"));
    talk.want(ENDPOINT, "a", "b");
    talk.accept(ENDPOINT);
    talk.offer(with(world(), ENDPOINT, "a", "b@2"));
    talk.happens(new WorldAsked(ENDPOINT, Word.accepts("1"), NameSet.of(List.of("b"))));
    assertThat(talk.accept(ENDPOINT)).containsExactly("ClusterLoadAssignment +a@1");
  }

  @Test
  void sendsTheEndpointsOfAClusterThatWasSentAgain() {
    Snapshot first = with(with(world(), CLUSTER, "a", "b"), ENDPOINT, "a", "b");
    talk.offer(first);
    talk.want(CLUSTER);
    talk.want(ENDPOINT, "a", "b");
    talk.acceptAll();
    assertThat(talk.offer(with(first, CLUSTER, "a@2", "b")))
        .containsExactly("Cluster +a@2 +b@1", "ClusterLoadAssignment +a@1");
  }

  @Test
  void keepsALeavingClusterInTheSetUntilNothingRefersToIt() {
    talk.offer(with(with(world(), CLUSTER, "old"), LISTENER, "x"));
    talk.want(CLUSTER);
    talk.want(LISTENER);
    talk.acceptAll();
    assertThat(talk.offer(with(with(world(), CLUSTER, "new"), LISTENER, "x@2")))
        .containsExactly("Cluster +new@1 +old@1", "Listener +x@2");
    assertThat(talk.accept(CLUSTER)).isEmpty();
    assertThat(talk.accept(LISTENER)).containsExactly("Cluster +new@1");
    assertThat(talk.accept(CLUSTER)).isEmpty();
  }

  @Test
  void removesAClusterOnlyAfterTheListenerThatUsedIt() {
    talk.offer(with(with(world(), CLUSTER, "a", "b"), LISTENER, "x"));
    talk.want(CLUSTER);
    talk.want(LISTENER);
    talk.acceptAll();
    assertThat(talk.offer(with(with(world(), CLUSTER, "a"), LISTENER, "x@2")))
        .containsExactly("Listener +x@2");
    assertThat(talk.accept(LISTENER)).containsExactly("Cluster +a@1");
  }

  @Test
  void stopsTheWildcardOnceNamesAreGiven() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.want(CLUSTER);
    assertThat(talk.want(CLUSTER, "a")).containsExactly("Cluster +a@1");
    assertThat(talk.want(CLUSTER)).containsExactly("Cluster");
    talk.accept(CLUSTER);
    assertThat(talk.offer(with(world(), CLUSTER, "a@2", "b@2"))).isEmpty();
  }

  @Test
  void answersAllSecretsThatWereAskedForAtOnce() {
    talk.offer(with(world(), SECRET, "default", "ROOTCA", "other"));
    assertThat(talk.want(SECRET, "default")).containsExactly("Secret +default@1");
    assertThat(talk.want(SECRET, "default", "ROOTCA"))
        .containsExactly("Secret +ROOTCA@1 +default@1");
  }

  @Test
  void forgetsClustersThatAreNoMore() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.want(CLUSTER);
    talk.accept(CLUSTER);
    talk.offer(with(world(), CLUSTER, "c"));
    talk.acceptAll();
    assertThat(talk.state().warming()).containsExactly("c");
  }

  @Test
  void aWholeAnswerThatIsTakenTakesAllThatWasRefused() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.want(CLUSTER);
    talk.refuse(CLUSTER, "a: no");
    talk.offer(with(world(), CLUSTER, "a", "b@2"));
    talk.refuse(CLUSTER, "a: no");
    assertThat(talk.untaken(CLUSTER).refused().keySet()).containsExactly("a");
    talk.offer(with(world(), CLUSTER, "a", "b@3"));
    talk.accept(CLUSTER);
    assertThat(talk.untaken(CLUSTER).isNothing()).isTrue();
  }
}
