package io.fairlead.controlplane.admin;

import io.fairlead.api.fairlead.v1.CreateTokenRequest;
import io.fairlead.api.fairlead.v1.CreateTokenResponse;
import io.fairlead.api.fairlead.v1.ListTokensResponse;
import io.fairlead.api.fairlead.v1.RevokeTokenRequest;
import io.fairlead.api.fairlead.v1.RevokeTokenResponse;
import io.fairlead.api.fairlead.v1.Token;
import io.fairlead.controlplane.ca.join.JoinToken;
import io.fairlead.controlplane.ca.join.JoinTokens;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.ResourceName;
import io.grpc.Status;
import java.time.Duration;

/** Join tokens, for operators. */
public final class Tokens {

  private static final Duration STANDARD_LIFETIME = Duration.ofHours(1);

  private final JoinTokens tokens;
  private final MeshStateStore states;
  private final String caHash;
  private final String controlPlane;

  /**
   * @param controlPlane where hosts are told to connect, host:port
   */
  public Tokens(JoinTokens tokens, MeshStateStore states, String caHash, String controlPlane) {
    this.tokens = tokens;
    this.states = states;
    this.caHash = caHash;
    this.controlPlane = controlPlane;
  }

  /** Only for a group that exists: a typing error should not first show on the host. */
  CreateTokenResponse create(CreateTokenRequest request) {
    if (request.getNamespace().isEmpty() || request.getWorkloadGroup().isEmpty()) {
      throw new IllegalArgumentException("name the WorkloadGroup by its namespace and name");
    }
    ResourceName group = new ResourceName(request.getNamespace(), request.getWorkloadGroup());
    if (states.mesh().group(group).isEmpty()) {
      throw Status.FAILED_PRECONDITION
          .withDescription("there is no WorkloadGroup " + group + "; apply it first")
          .asRuntimeException();
    }
    Duration lifetime =
        request.getLifetimeSeconds() == 0
            ? STANDARD_LIFETIME
            : Duration.ofSeconds(request.getLifetimeSeconds());
    JoinTokens.Created created = tokens.create(group, lifetime);
    return CreateTokenResponse.newBuilder()
        .setToken(created.secret().reveal())
        .setId(created.token().id())
        .setExpires(AdminMessages.timestamp(created.token().expires()))
        .setCaHash(caHash)
        .setControlPlane(controlPlane)
        .build();
  }

  ListTokensResponse list() {
    ListTokensResponse.Builder response = ListTokensResponse.newBuilder();
    for (JoinToken token : tokens.list()) {
      response.addTokens(
          Token.newBuilder()
              .setId(token.id())
              .setNamespace(token.group().namespace())
              .setWorkloadGroup(token.group().name())
              .setCreated(AdminMessages.timestamp(token.created()))
              .setExpires(AdminMessages.timestamp(token.expires()))
              .setState(state(token.state()))
              .setRedeemedBy(token.redeemedBy()));
    }
    return response.build();
  }

  private static Token.State state(JoinToken.State state) {
    return switch (state) {
      case OPEN -> Token.State.STATE_OPEN;
      case REDEEMED -> Token.State.STATE_REDEEMED;
      case EXPIRED -> Token.State.STATE_EXPIRED;
      case REVOKED -> Token.State.STATE_REVOKED;
    };
  }

  RevokeTokenResponse revoke(RevokeTokenRequest request) {
    JoinToken token =
        tokens
            .revoke(request.getId())
            .orElseThrow(
                () ->
                    Status.NOT_FOUND
                        .withDescription(
                            "there is no token '"
                                + request.getId()
                                + "'; `fairlead token list` shows those that exist")
                        .asRuntimeException());
    if (token.state() == JoinToken.State.REDEEMED) {
      throw Status.FAILED_PRECONDITION
          .withDescription(
              "the token was already used by "
                  + token.redeemedBy()
                  + "; revoking it changes nothing")
          .asRuntimeException();
    }
    return RevokeTokenResponse.getDefaultInstance();
  }
}
