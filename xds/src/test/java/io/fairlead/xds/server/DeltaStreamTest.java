package io.fairlead.xds.server;

import static io.fairlead.xds.ResourceType.CLUSTER;
import static io.fairlead.xds.ResourceType.ENDPOINT;
import static io.fairlead.xds.ResourceType.LISTENER;
import static io.fairlead.xds.ResourceType.NAME_TABLE;
import static io.fairlead.xds.ResourceType.ROUTE;
import static io.fairlead.xds.Worlds.with;
import static io.fairlead.xds.Worlds.world;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.StreamEvent.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeltaStreamTest {

  private final Talk talk = Talk.delta();

  @Test
  void saysNothingBeforeTheFirstOffer() {
    assertThat(talk.subscribe(CLUSTER)).isEmpty();
    assertThat(talk.offer(with(world(), CLUSTER, "a"))).containsExactly("Cluster +a@1");
  }

  @Test
  void takesAnEmptyFirstSubscriptionForAll() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    assertThat(talk.subscribe(CLUSTER)).containsExactly("Cluster +a@1 +b@1");
  }

  @Test
  void takesAStarForAll() {
    talk.offer(with(world(), ENDPOINT, "a", "b"));
    assertThat(talk.subscribe(ENDPOINT, "*")).containsExactly("ClusterLoadAssignment +a@1 +b@1");
  }

  @Test
  void takesAnEmptyFirstSubscriptionToEndpointsForNone() {
    talk.offer(with(world(), ENDPOINT, "a"));
    assertThat(talk.subscribe(ENDPOINT)).isEmpty();
  }

  @Test
  void answersAWildcardOnAnEmptyTypeWithNothingInIt() {
    talk.offer(with(world(), CLUSTER));
    assertThat(talk.subscribe(CLUSTER)).containsExactly("Cluster");
    assertThat(talk.accept(CLUSTER)).isEmpty();
  }

  @Test
  void answersATypeThatItDoesNotSpeakWithNothingInIt() {
    talk.offer(world());
    assertThat(talk.subscribe(new ResourceType("a.io/v1/Kind"))).containsExactly("Kind");
    assertThat(talk.subscribe(ROUTE, "80")).containsExactly("RouteConfiguration -80");
  }

  @Test
  void sendsOnlyWhatChanged() {
    talk.offer(with(world(), CLUSTER, "a", "b", "c"));
    talk.subscribe(CLUSTER);
    talk.accept(CLUSTER);
    assertThat(talk.offer(with(world(), CLUSTER, "a", "b@2", "c"))).containsExactly("Cluster +b@2");
  }

  @Test
  void saysNothingWhereEqualContentIsOffered() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    talk.accept(CLUSTER);
    assertThat(talk.offer(with(world(), CLUSTER, "a"))).isEmpty();
  }

  @Test
  void keepsOnlyTheNewestOfferWhileAnAnswerIsUnacknowledged() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    assertThat(talk.offer(with(world(), CLUSTER, "a@2"))).isEmpty();
    assertThat(talk.offer(with(world(), CLUSTER, "a@3", "b"))).isEmpty();
    assertThat(talk.accept(CLUSTER)).containsExactly("Cluster +a@3 +b@1");
  }

  @Test
  void forgetsAChangeThatWasTakenBackInTime() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    talk.offer(with(world(), CLUSTER, "a@2", "b"));
    talk.offer(with(world(), CLUSTER, "a"));
    assertThat(talk.accept(CLUSTER)).isEmpty();
  }

  @Test
  void forgetsWhatCameAndWentWhileAnAnswerIsUnacknowledged() {
    talk.subscribe(CLUSTER);
    talk.offer(with(world(), CLUSTER, "a"));
    for (int name = 0; name < 100; name++) {
      talk.offer(with(world(), CLUSTER, "a", "passing" + name));
    }
    talk.offer(with(world(), CLUSTER, "a"));
    TypeState clusters = requireNonNull(talk.state().types().get(CLUSTER));
    assertThat(clusters.behind().isNothing()).isTrue();
  }

  @Test
  void ignoresAWordOnAnOlderAnswer() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    String old = talk.nonce(CLUSTER);
    talk.accept(CLUSTER);
    talk.offer(with(world(), CLUSTER, "a@2"));
    talk.word(CLUSTER, Word.refuses(old, "late"));
    assertThat(talk.rejections()).isEmpty();
    assertThat(talk.status(CLUSTER).isAcknowledged()).isFalse();
  }

  @Test
  void doesNotSendARefusedVersionAgainUntilItChanges() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    assertThat(talk.refuse(CLUSTER, "no such thing")).isEmpty();
    assertThat(talk.offer(with(world(), CLUSTER, "a", "b"))).containsExactly("Cluster +b@1");
    talk.accept(CLUSTER);
    assertThat(talk.offer(with(world(), CLUSTER, "a@2", "b"))).containsExactly("Cluster +a@2");
  }

  @Test
  void reportsARefusalInTheClientsWords() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    talk.refuse(CLUSTER, "x".repeat(5000));
    assertThat(talk.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.type()).isEqualTo(CLUSTER);
              assertThat(rejection.version()).isEqualTo(talk.answers().getLast().version());
              assertThat(rejection.message()).hasSize(4096);
            });
    assertThat(talk.status(CLUSTER))
        .isEqualTo(new ClientStream.TypeStatus(1, false, 1, "x".repeat(4096), List.of("a")));
  }

  @Test
  void namesTheResourcesThatARefusalNames() {
    talk.offer(with(world(), CLUSTER, "good", "wrong", "broken"));
    talk.subscribe(CLUSTER);
    talk.refuse(CLUSTER, "Error adding/updating cluster(s) wrong: no; broken: no");
    assertThat(talk.status(CLUSTER).refused()).containsExactlyInAnyOrder("wrong", "broken");
  }

  @Test
  void blamesAllThatWasSentWhereARefusalNamesNothing() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.subscribe(CLUSTER);
    talk.accept(CLUSTER);
    talk.offer(with(world(), CLUSTER, "a@2", "b", "c"));
    talk.refuse(CLUSTER, "duplicate");
    assertThat(talk.status(CLUSTER).refused()).containsExactlyInAnyOrder("a", "c");
    talk.offer(with(world(), CLUSTER, "a@3", "b", "c@2"));
    talk.accept(CLUSTER);
    assertThat(talk.status(CLUSTER).refused()).isEmpty();
  }

  @Test
  void whatWasRefusedStaysSoWhenOthersAreTaken() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.subscribe(CLUSTER);
    talk.refuse(CLUSTER, "a: no");
    talk.offer(with(world(), CLUSTER, "a", "b@2"));
    assertThat(talk.untaken(CLUSTER).awaited()).containsExactly("b");
    talk.accept(CLUSTER);
    assertThat(talk.untaken(CLUSTER))
        .isEqualTo(new Untaken(true, Set.of(), Map.of("a", new Untaken.Refusal("a: no", true))));
    talk.offer(with(world(), CLUSTER, "a@2", "b@2"));
    assertThat(talk.untaken(CLUSTER)).isEqualTo(new Untaken(true, Set.of("a"), Map.of()));
    talk.accept(CLUSTER);
    assertThat(talk.untaken(CLUSTER).isNothing()).isTrue();
  }

  @Test
  void whatARefusalMayMeanIsToldApartFromWhatItNames() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.subscribe(CLUSTER);
    talk.refuse(CLUSTER, "duplicate");
    Untaken.Refusal maybe = new Untaken.Refusal("duplicate", false);
    assertThat(talk.untaken(CLUSTER).refused()).isEqualTo(Map.of("a", maybe, "b", maybe));
  }

  @Test
  void whatWasRefusedAndIsNoMoreIsNotMissed() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.subscribe(CLUSTER);
    talk.refuse(CLUSTER, "a: no");
    talk.offer(with(world(), CLUSTER, "b"));
    talk.acceptAll();
    assertThat(talk.untaken(CLUSTER).isNothing()).isTrue();
  }

  @Test
  void refusalsBeyondWhatIsKeptAreNotForgotten() {
    String[] names = new String[ClientStream.TypeStatus.MOST_REFUSED + 1];
    Arrays.setAll(names, number -> "c" + number);
    talk.offer(with(world(), CLUSTER, names));
    talk.subscribe(CLUSTER);
    talk.refuse(CLUSTER, "no");
    assertThat(talk.untaken(CLUSTER).isWhole()).isFalse();
    assertThat(talk.untaken(CLUSTER).refused()).hasSize(ClientStream.TypeStatus.MOST_REFUSED);
  }

  @Test
  void whatIsResumedIsNotKnownBeforeTheFirstOffer() {
    talk.resume(CLUSTER, Map.of("a", "1"));
    assertThat(talk.untaken(CLUSTER).isWhole()).isFalse();
    talk.offer(with(world(), CLUSTER, "a"));
    assertThat(talk.untaken(CLUSTER).isNothing()).isTrue();
  }

  @Test
  void clearsTheErrorOnceALaterAnswerIsAccepted() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    talk.refuse(CLUSTER, "bad");
    talk.offer(with(world(), CLUSTER, "a@2"));
    talk.accept(CLUSTER);
    assertThat(talk.status(CLUSTER))
        .isEqualTo(new ClientStream.TypeStatus(1, true, 1, "", List.of()));
  }

  @Test
  void sendsTheInnocentOfARefusedAnswerAgain() {
    talk.offer(with(world(), ROUTE, "http-80", "http-90"));
    talk.subscribe(ROUTE, "http-80", "http-90");
    assertThat(talk.refuse(ROUTE, "duplicate domain in http-90"))
        .containsExactly("RouteConfiguration +http-80@1");
  }

  @Test
  void leavesTheInnocentAloneWhereEnvoyAppliedThem() {
    talk.offer(with(world(), CLUSTER, "good", "wrong"));
    talk.subscribe(CLUSTER);
    assertThat(talk.refuse(CLUSTER, "error adding wrong")).isEmpty();
  }

  @Test
  void answersAnUnknownNameAtOnceByItsRemoval() {
    talk.offer(with(world(), ENDPOINT, "a"));
    assertThat(talk.subscribe(ENDPOINT, "a", "b")).containsExactly("ClusterLoadAssignment +a@1 -b");
    talk.accept(ENDPOINT);
    assertThat(talk.offer(with(world(), ENDPOINT, "a", "b")))
        .containsExactly("ClusterLoadAssignment +b@1");
  }

  @Test
  void sendsAResourceAgainThatIsAskedForAgain() {
    talk.offer(with(world(), ENDPOINT, "a", "b"));
    talk.subscribe(ENDPOINT, "a", "b");
    talk.accept(ENDPOINT);
    assertThat(talk.subscribe(ENDPOINT, "a")).containsExactly("ClusterLoadAssignment +a@1");
  }

  @Test
  void forgetsWhatIsNoLongerAskedFor() {
    talk.offer(with(world(), ENDPOINT, "a", "b"));
    talk.subscribe(ENDPOINT, "a", "b");
    talk.accept(ENDPOINT);
    assertThat(talk.unsubscribe(ENDPOINT, "a")).isEmpty();
    assertThat(talk.offer(with(world(), ENDPOINT, "a@2", "b@2")))
        .containsExactly("ClusterLoadAssignment +b@2");
    assertThat(talk.status(ENDPOINT).resources()).isEqualTo(1);
  }

  @Test
  void keepsTheLegacyWildcardWhenNamesAreAdded() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    talk.accept(CLUSTER);
    assertThat(talk.subscribe(CLUSTER, "z")).containsExactly("Cluster -z");
    talk.accept(CLUSTER);
    assertThat(talk.offer(with(world(), CLUSTER, "a", "b"))).containsExactly("Cluster +b@1");
  }

  @Test
  void keepsNamesWhenTheWildcardIsGivenUp() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.subscribe(CLUSTER, "*", "a");
    talk.accept(CLUSTER);
    assertThat(talk.unsubscribe(CLUSTER, "*")).isEmpty();
    assertThat(talk.offer(with(world(), CLUSTER, "a@2", "b@2"))).containsExactly("Cluster +a@2");
  }

  @Test
  void tellsWhetherTheWildcardStillHoldsANameThatIsGivenUp() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER, "*", "a", "b");
    talk.accept(CLUSTER);
    assertThat(talk.unsubscribe(CLUSTER, "a", "b")).containsExactly("Cluster +a@1 -b");
  }

  @Test
  void takesNoEmptyRequestForAllOnceNamesWereGiven() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.subscribe(CLUSTER, "a");
    talk.accept(CLUSTER);
    talk.unsubscribe(CLUSTER, "a");
    assertThat(talk.subscribe(CLUSTER)).isEmpty();
  }

  @Test
  void removesWhatAWildcardGivenUpAndTakenAgainCrossedOnTheLine() {
    talk.offer(with(world(), CLUSTER, "a", "b"));
    talk.subscribe(CLUSTER, "*");
    talk.unsubscribe(CLUSTER, "*");
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER, "*");
    assertThat(talk.accept(CLUSTER)).containsExactly("Cluster +a@1 -b");
  }

  @Test
  void sendsNothingAgainToAClientThatResumes() {
    talk.offer(with(world(), CLUSTER, "a", "b@2", "d"));
    assertThat(talk.resume(CLUSTER, Map.of("a", "1", "b", "1", "c", "1"), "*"))
        .containsExactly("Cluster +b@2 +d@1");
    assertThat(talk.accept(CLUSTER)).containsExactly("Cluster -c");
  }

  @Test
  void saysNothingOfNamesThatAResumingClientHas() {
    talk.offer(with(world(), ENDPOINT, "a"));
    assertThat(talk.resume(ENDPOINT, Map.of("a", "1"), "a")).isEmpty();
    assertThat(talk.status(ENDPOINT))
        .isEqualTo(new ClientStream.TypeStatus(1, true, 0, "", List.of()));
  }

  @Test
  void answersAWildcardThatResumesUnchangedWithNothingInIt() {
    talk.offer(with(world(), CLUSTER, "a"));
    assertThat(talk.resume(CLUSTER, Map.of("a", "1"), "*")).containsExactly("Cluster");
  }

  @Test
  void resumesAlsoWhenTheOfferComesLater() {
    talk.resume(CLUSTER, Map.of("a", "1", "c", "1"), "*");
    assertThat(talk.offer(with(world(), CLUSTER, "a", "b"))).containsExactly("Cluster +b@1");
    assertThat(talk.accept(CLUSTER)).containsExactly("Cluster -c");
  }

  @Test
  void sendsTheEndpointsOfAClusterThatWasSentAgain() {
    Snapshot first = with(with(world(), CLUSTER, "a", "b"), ENDPOINT, "a", "b");
    talk.offer(first);
    talk.subscribe(CLUSTER);
    talk.subscribe(ENDPOINT, "a", "b");
    talk.acceptAll();
    assertThat(talk.offer(with(first, CLUSTER, "a@2", "b")))
        .containsExactly("Cluster +a@2", "ClusterLoadAssignment +a@1");
  }

  @Test
  void sendsTheEndpointsOfAClusterThatChangedWhileTheClientWasAway() {
    talk.offer(with(with(world(), CLUSTER, "a@2", "b"), ENDPOINT, "a", "b"));
    talk.resume(CLUSTER, Map.of("a", "1", "b", "1"), "*");
    assertThat(talk.resume(ENDPOINT, Map.of("a", "1", "b", "1"), "a", "b"))
        .containsExactly("ClusterLoadAssignment +a@1");
  }

  @Test
  void sendsEndpointsAgainThatWereOnTheirWayBeforeTheirCluster() {
    Snapshot first = with(with(world(), CLUSTER, "a"), ENDPOINT, "a");
    talk.offer(first);
    talk.subscribe(CLUSTER);
    talk.accept(CLUSTER);
    talk.subscribe(ENDPOINT, "a");
    assertThat(talk.offer(with(first, CLUSTER, "a@2"))).containsExactly("Cluster +a@2");
    assertThat(talk.accept(ENDPOINT)).containsExactly("ClusterLoadAssignment +a@1");
  }

  @Test
  void addsBeforeItRemovesAndRemovesInReverse() {
    talk.offer(all("old"));
    subscribeToAll();
    talk.acceptAll();
    assertThat(talk.offer(all("new")))
        .containsExactly(
            "Cluster +new@1",
            "ClusterLoadAssignment +new@1",
            "Listener +new@1",
            "RouteConfiguration +new@1");
    assertThat(talk.accept(CLUSTER)).isEmpty();
    assertThat(talk.accept(ENDPOINT)).isEmpty();
    assertThat(talk.accept(LISTENER)).isEmpty();
    assertThat(talk.accept(ROUTE)).containsExactly("RouteConfiguration -old");
    assertThat(talk.accept(ROUTE)).containsExactly("Listener -old");
    assertThat(talk.accept(LISTENER)).containsExactly("ClusterLoadAssignment -old", "Cluster -old");
  }

  @Test
  void holdsAListenerBackUntilItsClusterMayBeSent() {
    Snapshot first = with(with(world(), CLUSTER, "a"), LISTENER, "x");
    talk.offer(first);
    talk.subscribe(CLUSTER);
    talk.subscribe(LISTENER);
    talk.accept(LISTENER);
    assertThat(talk.offer(with(with(first, CLUSTER, "a", "b"), LISTENER, "x@2"))).isEmpty();
    assertThat(talk.accept(CLUSTER)).containsExactly("Cluster +b@1", "Listener +x@2");
  }

  @Test
  void neverHoldsAListenerBackForEndpointsThatOnlyChanged() {
    Snapshot first = with(with(world(), ENDPOINT, "a"), LISTENER, "x");
    talk.offer(first);
    talk.subscribe(ENDPOINT, "a");
    talk.subscribe(LISTENER);
    talk.accept(LISTENER);
    assertThat(talk.offer(with(with(first, ENDPOINT, "a@2"), LISTENER, "x@2")))
        .containsExactly("Listener +x@2");
  }

  /** Envoy acknowledges clusters only once each that warms has its endpoints. */
  @Test
  void givesAWarmingClusterItsEndpointsThoughAnotherClusterWaits() {
    talk.offer(with(world(), CLUSTER, "a"));
    talk.subscribe(CLUSTER);
    Snapshot more = with(with(world(), CLUSTER, "a", "b"), ENDPOINT, "a");
    assertThat(talk.offer(more)).isEmpty();
    assertThat(talk.subscribe(ENDPOINT, "a")).containsExactly("ClusterLoadAssignment +a@1");
    assertThat(talk.accept(CLUSTER)).containsExactly("Cluster +b@1");
  }

  @Test
  void neverHoldsOtherTypesBack() {
    talk.offer(with(with(world(), CLUSTER, "a"), NAME_TABLE, "t"));
    talk.subscribe(CLUSTER);
    talk.subscribe(NAME_TABLE);
    talk.accept(NAME_TABLE);
    assertThat(talk.offer(with(with(world(), CLUSTER, "a@2"), NAME_TABLE, "t@2")))
        .containsExactly("NameTable +t@2");
  }

  @Test
  void splitsLargeEndpointAnswersButNotClusters() {
    SharedMap<String, Resource> large = SharedMap.hashed();
    for (String name : List.of("a", "b", "c")) {
      large = large.plus(name, sized(name, 600_000));
    }
    talk.offer(world().with(CLUSTER, large).with(ENDPOINT, large));
    assertThat(talk.subscribe(CLUSTER)).containsExactly("Cluster +a@1 +b@1 +c@1");
    talk.accept(CLUSTER);
    assertThat(talk.subscribe(ENDPOINT, "a", "b", "c"))
        .containsExactly("ClusterLoadAssignment +a@1");
    assertThat(talk.accept(ENDPOINT)).containsExactly("ClusterLoadAssignment +b@1");
    assertThat(talk.accept(ENDPOINT)).containsExactly("ClusterLoadAssignment +c@1");
    assertThat(talk.accept(ENDPOINT)).isEmpty();
  }

  @Test
  void givesEqualAnswersEqualVersions() {
    Talk other = Talk.delta();
    Snapshot snapshot = with(world(), CLUSTER, "a", "b");
    List.of(talk, other).forEach(one -> one.offer(snapshot));
    List.of(talk, other).forEach(one -> one.subscribe(CLUSTER));
    assertThat(talk.answers().getLast().version()).isEqualTo(other.answers().getLast().version());
  }

  @Test
  void keepsNothingPerResourceForAClientThatIsUpToDate() {
    talk.offer(with(world(), CLUSTER, "a", "b", "c"));
    talk.subscribe(CLUSTER);
    talk.accept(CLUSTER);
    assertThat(talk.state().types().keys()).containsExactly(CLUSTER);
    assertThat(talk.state().types().values()).allMatch(type -> type.behind().isNothing());
    assertThat(talk.status(CLUSTER))
        .isEqualTo(new ClientStream.TypeStatus(3, true, 0, "", List.of()));
  }

  private static Resource sized(String name, int bytes) {
    return Resource.of(name, "1", "", ByteString.copyFrom(new byte[bytes]));
  }

  private static Snapshot all(String name) {
    return with(
        with(with(with(world(), CLUSTER, name), ENDPOINT, name), LISTENER, name), ROUTE, name);
  }

  private void subscribeToAll() {
    talk.subscribe(CLUSTER);
    talk.subscribe(ENDPOINT, "old", "new");
    talk.subscribe(LISTENER);
    talk.subscribe(ROUTE, "old", "new");
  }
}
