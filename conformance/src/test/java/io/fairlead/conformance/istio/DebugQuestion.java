package io.fairlead.conformance.istio;

import com.google.protobuf.Any;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.nio.file.Path;

/** Asks one question of Istio's debug type, in either protocol, with a member's certificate. */
final class DebugQuestion {

  private static final String TYPE = "istio.io/debug";
  private static final Node NODE =
      Node.newBuilder()
          .setId("sidecar~127.0.0.1~asker.default~default.svc.cluster.local")
          .setMetadata(
              Struct.newBuilder()
                  .putFields("GENERATOR", Value.newBuilder().setStringValue("event").build()))
          .build();

  private final MemberAnswers answers;

  DebugQuestion(int port, Path certificates) {
    this.answers = new MemberAnswers(port, certificates, NODE);
  }

  String world(String name) {
    return answers.world(TYPE, name).getResources(0).getValue().toStringUtf8();
  }

  String delta(String name) {
    Any body = answers.delta(TYPE, name).getResources(0).getResource();
    return body.getTypeUrl().equals(TYPE) ? body.getValue().toStringUtf8() : body.getTypeUrl();
  }
}
