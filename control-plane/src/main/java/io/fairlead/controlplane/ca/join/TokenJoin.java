package io.fairlead.controlplane.ca.join;

import io.fairlead.controlplane.caller.Caller;
import io.fairlead.controlplane.caller.Secret;
import io.fairlead.model.ResourceName;
import java.util.Optional;

/** Lets in who shows a one-time token. */
public record TokenJoin(JoinTokens tokens) implements JoinMethod {

  @Override
  public Optional<Admission> judge(Caller caller) throws JoinRefused {
    return switch (caller) {
      case Caller.JoinToken(Secret secret) ->
          Optional.of(new TokenAdmission(tokens, tokens.prove(secret)));
      case Caller.Workload _, Caller.Operator _, Caller.Anonymous _ -> Optional.empty();
    };
  }

  private record TokenAdmission(JoinTokens tokens, JoinTokens.Proven proven) implements Admission {

    @Override
    public ResourceName group() {
      return proven.token().group();
    }

    @Override
    public String credential() {
      return "token " + proven.entry().key();
    }

    @Override
    public void redeem(String host) throws JoinRefused {
      tokens.redeem(proven, host);
    }
  }
}
