package io.fairlead.xds.server;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What can happen to a discovery stream: the client asks, or the owner offers. */
sealed interface StreamEvent {

  /** The owner wants the client to see this snapshot. */
  record Offered(Snapshot snapshot) implements StreamEvent {}

  /**
   * A request of the delta protocol: at once a word on an answer (where it has a nonce) and a
   * change of the subscription.
   *
   * @param versions what the client holds from an earlier stream, by name: the request's own, which
   *     nobody changes, for a copy would cost as much as all else
   */
  record DeltaAsked(ResourceType type, Word word, Names names, Map<String, String> versions)
      implements StreamEvent {

    static DeltaAsked from(DeltaDiscoveryRequest request) {
      return new DeltaAsked(
          ResourceType.of(request.getTypeUrl()),
          new Word(
              request.getResponseNonce(),
              request.hasErrorDetail()
                  ? Optional.of(request.getErrorDetail().getMessage())
                  : Optional.empty()),
          Names.of(
              request.getResourceNamesSubscribeList(), request.getResourceNamesUnsubscribeList()),
          request.getInitialResourceVersionsMap());
    }
  }

  /** A request of the state-of-the-world protocol, with every name that the client wants. */
  record WorldAsked(ResourceType type, Word word, NameSet names) implements StreamEvent {

    static WorldAsked from(DiscoveryRequest request) {
      return new WorldAsked(
          ResourceType.of(request.getTypeUrl()),
          new Word(
              request.getResponseNonce(),
              request.hasErrorDetail()
                  ? Optional.of(request.getErrorDetail().getMessage())
                  : Optional.empty()),
          NameSet.of(request.getResourceNamesList()));
    }
  }

  /**
   * What a request says of an earlier answer.
   *
   * @param nonce the answer's; empty where the request speaks of none
   * @param error why the answer was refused
   */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
  record Word(String nonce, Optional<String> error) {

    static final Word NONE = new Word("", Optional.empty());

    static Word accepts(String nonce) {
      return new Word(nonce, Optional.empty());
    }

    static Word refuses(String nonce, String error) {
      return new Word(nonce, Optional.of(error));
    }
  }

  /** The change that a delta request makes to the names asked for. */
  record Names(NameSet subscribe, NameSet unsubscribe) {

    static final Names NONE = new Names(NameSet.NONE, NameSet.NONE);

    static Names of(Collection<String> subscribe, Collection<String> unsubscribe) {
      return subscribe.isEmpty() && unsubscribe.isEmpty()
          ? NONE
          : new Names(NameSet.of(subscribe), NameSet.of(unsubscribe));
    }
  }
}
