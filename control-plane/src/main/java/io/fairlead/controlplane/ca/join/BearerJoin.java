package io.fairlead.controlplane.ca.join;

import io.fairlead.controlplane.caller.Bearer;
import io.fairlead.controlplane.caller.BearerTokens;
import io.fairlead.controlplane.caller.Refusals;
import io.fairlead.controlplane.store.StoreException;
import io.fairlead.model.workload.WorkloadGroup;
import io.fairlead.pki.SpiffeId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes join tokens as bearer tokens, for agents that know no other way to show one: Istio's. The
 * first use binds the token to the address that it came from, and it stays good there until it
 * expires; nobody else can use it, nor join with it.
 */
public record BearerJoin(JoinTokens tokens, GroupIdentity identity) implements BearerTokens {

  private static final Logger log = LoggerFactory.getLogger(BearerJoin.class);

  @Override
  public Optional<SpiffeId> member(Bearer bearer) {
    if (TokenText.parse(bearer.token()).isEmpty()) {
      return Optional.empty();
    }
    try {
      JoinTokens.Proven proven = tokens.proveAt(bearer.token(), bearer.address());
      WorkloadGroup group = identity.group(proven.token().group());
      SpiffeId id = identity.of(group);
      if (tokens.bind(proven, bearer.address())) {
        log.atInfo()
            .addKeyValue("address", bearer.address())
            .addKeyValue("group", group.name())
            .addKeyValue("id", id)
            .addKeyValue("credential", "token " + proven.entry().key())
            .log("A join token is a host's bearer token from now on");
      }
      return Optional.of(id);
    } catch (JoinRefused e) {
      throw Refusals.unauthenticated(e.sentence());
    } catch (StoreException e) {
      log.atError().setCause(e).log("A bearer token could not be looked up");
      throw Refusals.unavailable("the store cannot be read: see the control plane's log");
    }
  }
}
